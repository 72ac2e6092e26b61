/// The formats of data sets whose rows are numbers of one shape.
package enum RecordFormat: String, CaseIterable, Sendable {
    /// MNIST's, plain or of gzip; labels are a file of their own.
    case idx
    /// The binary version of CIFAR-10.
    case cifar10
    /// The binary version of CIFAR-100, with its 100 fine classes.
    case cifar100
    /// The same with its 20 coarse classes.
    case cifar100Coarse = "cifar100-coarse"
    /// The binaries of STL-10; labels are a file of their own.
    case stl10
    /// NumPy arrays in a ZIP archive.
    case npz
    /// The cropped digits of SVHN, a MATLAB file of level 5.
    case svhn

    /// The format that a file's name stands for, in small letters; nil: none.
    init?(name: String, ending: String) {
        let plain = ending == "gz" ? String(name.dropLast(3)) : name
        let isIDX = plain.hasSuffix("-ubyte") || plain.hasSuffix(".idx")
        switch (ending, name) {
        case _ where isIDX: self = .idx
        case ("npz", _): self = .npz
        case ("mat", _): self = .svhn
        case ("bin", "train.bin"), ("bin", "test.bin"): self = .cifar100
        case ("bin", "test_batch.bin"): self = .cifar10
        case ("bin", "train_x.bin"), ("bin", "test_x.bin"), ("bin", "unlabeled_x.bin"):
            self = .stl10
        case ("bin", _) where name.hasPrefix("data_batch_"): self = .cifar10
        default: return nil
        }
    }

    /// The format in words.
    package var words: String {
        switch self {
        case .idx: "an IDX file"
        case .cifar10: "a CIFAR-10 file"
        case .cifar100, .cifar100Coarse: "a CIFAR-100 file"
        case .stl10: "an STL-10 file"
        case .npz: "NumPy arrays"
        case .svhn: "an SVHN file"
        }
    }

    /// Whether labels are in a file of their own.
    package var hasLabelFile: Bool { self == .idx || self == .stl10 }

    /// Whether a file holds several arrays of which one is chosen.
    package var hasArrays: Bool { self == .npz || self == .svhn }
}

/// How a file of rows is read.
package struct RecordOptions: Sendable {
    /// The format.
    package var format: RecordFormat
    /// The path of the labels; nil: what lies beside the file under the name that goes with its own, if there is
    /// one.
    package var labels: String?
    /// The array of inputs; nil: told by its name.
    package var inputArray: String?
    /// The array of labels; nil: told by its name.
    package var labelArray: String?

    /// A format with nothing chosen.
    package init(_ format: RecordFormat) { self.format = format }
}
