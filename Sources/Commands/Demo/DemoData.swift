import Domain
import InputFiles

/// The 1,797 digits, dealt once into what each step of the demo may see.
struct DemoData {
    /// 40 labelled digits, 4 of each class.
    let train: [InputRow]
    /// 200 labelled digits that choose between models.
    let gate: [InputRow]
    /// 300 labelled digits that set the threshold.
    let certify: [InputRow]
    /// 550 digits whose labels nobody tells the server.
    let unlabeled: [InputRow]
    /// 407 digits that come in later; the true labels stay here.
    let stream: [InputRow]
    /// 300 digits that the server never stores.
    let test: [InputRow]

    /// What one digit is.
    static let specification = InputSpecification.image(
        ImageSpecification(height: 8, width: 8, channels: 1, scale: 1 / 16)
    )

    /// Reads the file and deals it by `seed`.
    ///
    /// - Throws: ``Failure`` when the file is not the digits.
    init(path: String, seed: UInt64) throws {
        var format = DelimitedExamples.Format()
        format.hasHeader = false
        format.labelColumn = "65"
        var file = try DelimitedExamples(
            path: path,
            format: format,
            specification: Self.specification,
            classes: []
        )
        var rows: [InputRow] = []
        while case .row(var row)? = try file.next() {
            row.id = "digit-\(rows.count)"
            rows.append(row)
        }
        guard rows.count == 1797 else {
            throw Failure.invalid("\(path) has \(rows.count) digits; the demo needs all 1797")
        }
        var generator = SeededGenerator(seed: seed)
        var rest: [InputRow] = []
        var train: [InputRow] = []
        var perClass: [String: Int] = [:]
        for index in generator.permutation(rows.count) {
            let row = rows[index]
            if perClass[row.label, default: 0] < 4 {
                perClass[row.label, default: 0] += 1
                train.append(row)
            } else {
                rest.append(row)
            }
        }
        self.train = train
        var start = 0
        func take(_ count: Int) -> [InputRow] {
            defer { start += count }
            return Array(rest[start..<start + count])
        }
        gate = take(200)
        certify = take(300)
        unlabeled = take(550)
        stream = take(407)
        test = take(300)
    }
}
