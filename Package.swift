// swift-tools-version: 6.2
import PackageDescription

// The floors of the building, bottom up; a target imports lower floors only (Tests/TidyTests keeps
// the rule). C and `unsafe` live on floors 0 and 1.

// Whether `Scripts/bench/fuzz` builds: its program needs libFuzzer, and AddressSanitizer sees nothing of
// blocks that come from elsewhere than malloc.
let isFuzzing = Context.environment["TUTELAGE_FUZZ"] != nil

let settings: [SwiftSetting] =
    [
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .strictMemorySafety(),
        .treatAllWarnings(as: .error),
    ] + (isFuzzing ? [.define("PLAIN_MALLOC")] : [])

let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let nioCore = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
let nioEmbedded = Target.Dependency.product(name: "NIOEmbedded", package: "swift-nio")
let nioPosix = Target.Dependency.product(name: "NIOPosix", package: "swift-nio")
let nioTLS = Target.Dependency.product(name: "NIOTLS", package: "swift-nio")
let nioSSL = Target.Dependency.product(name: "NIOSSL", package: "swift-nio-ssl")
let hummingbird = Target.Dependency.product(name: "HummingbirdCore", package: "hummingbird")
let httpTypes = Target.Dependency.product(name: "HTTPTypes", package: "swift-http-types")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let lifecycle = Target.Dependency.product(
    name: "ServiceLifecycle",
    package: "swift-service-lifecycle"
)
let signals = Target.Dependency.product(
    name: "UnixSignals",
    package: "swift-service-lifecycle"
)
let arguments = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")

func floor(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: settings)
}

/// Tests; those that are long and compute little are compiled without optimization, which is most of what a build of
/// them takes.
func tests(
    _ name: String,
    _ dependencies: [Target.Dependency],
    exclude: [String] = [],
    resources: [Resource] = [],
    computes: Bool = true
) -> Target {
    .testTarget(
        name: name,
        dependencies: dependencies,
        exclude: exclude,
        resources: resources,
        swiftSettings: settings + (computes ? [] : [.unsafeFlags(["-Onone"])])
    )
}

let package = Package(
    name: "tutelage",
    dependencies: [
        .package(url: "https://github.com/apple/swift-nio", exact: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl", exact: "2.37.6"),
        .package(
            url: "https://github.com/hummingbird-project/hummingbird",
            exact: "2.28.1",
            traits: ["FullFoundation"]
        ),
        .package(url: "https://github.com/apple/swift-http-types", exact: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
        .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
        .package(
            url: "https://github.com/swift-server/swift-service-lifecycle",
            exact: "2.13.0"
        ),
    ],
    targets: [
        // Floor 0: C, without logic of our own except the kernels.
        .systemLibrary(
            name: "CNgHTTP2",
            pkgConfig: "libnghttp2",
            providers: [.apt(["libnghttp2-dev"])]
        ),
        .systemLibrary(
            name: "CProtobufC",
            pkgConfig: "libprotobuf-c",
            providers: [.apt(["libprotobuf-c-dev"])]
        ),
        .systemLibrary(
            name: "COpenBLAS",
            pkgConfig: "openblas",
            providers: [.apt(["libopenblas-dev"])]
        ),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .systemLibrary(name: "CPNG", pkgConfig: "libpng", providers: [.apt(["libpng-dev"])]),
        .systemLibrary(
            name: "CTurboJPEG",
            pkgConfig: "libturbojpeg",
            providers: [.apt(["libturbojpeg0-dev"])]
        ),
        .systemLibrary(
            name: "CSoundFile",
            pkgConfig: "sndfile",
            providers: [.apt(["libsndfile1-dev"])]
        ),
        .systemLibrary(
            name: "CSampleRate",
            pkgConfig: "samplerate",
            providers: [.apt(["libsamplerate0-dev"])]
        ),
        // Without pkg-config: its file for kissfft has definitions, which SwiftPM prohibits with a warning.
        .systemLibrary(name: "CKissFFT", providers: [.apt(["libkissfft-dev"])]),
        .target(name: "CMessages", dependencies: ["CProtobufC"]),
        .target(name: "CKernels", linkerSettings: [.linkedLibrary("m")]),

        // Floor 1: the only unsafe Swift.
        floor("Domain", []),
        floor("Files", ["Domain", crypto]),
        floor("Kernels", ["CKernels", "COpenBLAS", "Domain"]),
        floor("Messages", ["CMessages"]),
        floor("HTTP2Session", ["CNgHTTP2"]),
        floor("Compression", ["CZlib"]),
        floor("Images", ["CPNG", "CTurboJPEG", "Domain"]),
        floor("Text", ["Domain"]),
        floor("Sound", ["CKissFFT", "Domain"]),
        floor("SoundFiles", ["CSoundFile", "CSampleRate", "Domain"]),

        // Floor 2.
        floor("HTTP2", ["HTTP2Session", nioCore, nioPosix, nioTLS, nioSSL, logging]),
        floor("Networks", ["Kernels", "Text", "Sound", "Domain"]),
        floor("Augmentation", ["Kernels", "Text", "Sound", "Domain"]),

        // Floor 3.
        floor(
            "GRPC",
            ["HTTP2", "HTTP2Session", "Messages", "Compression", nioCore, nioPosix, logging]
        ),
        floor("SemiSupervised", ["Networks", "Domain"]),
        floor(
            "Training",
            [
                "SemiSupervised", "Networks", "Augmentation", "Kernels", "Text", "Files", "Domain",
            ]
        ),
        floor("Store", ["Domain", "Files", grdb]),
        floor("InputFiles", ["Compression", "Images", "SoundFiles", "Files", "Domain"]),

        // Floor 4.
        floor("Serving", ["Networks", "Kernels", "Augmentation", "Domain", "Files", logging]),
        floor(
            "Labeling",
            ["Store", "Training", "SemiSupervised", "Networks", "Files", "Domain", logging]
        ),
        floor(
            "Services",
            [
                "GRPC", "HTTP2", "HTTP2Session", "Messages", "Labeling", "Serving", "Store",
                "Training", "SemiSupervised", "Networks", "Kernels", "Text",
                "Augmentation", "Files", "Domain", hummingbird, httpTypes, nioCore, nioPosix,
                logging,
            ]
        ),

        // Floor 5.
        floor(
            "Benchmarks",
            [
                "Labeling", "Store", "Training", "SemiSupervised", "Networks", "Augmentation",
                "Kernels", "Text", "Files", "Domain", "HTTP2", "HTTP2Session", nioCore, nioPosix,
                logging,
            ]
        ),
        // The commands are a library, so that the fuzzing program can parse argument lists.
        .target(
            name: "Commands",
            dependencies: [
                "Services", "Benchmarks", "GRPC", "HTTP2", "HTTP2Session", "Messages", "Labeling",
                "Serving", "Store", "Training", "SemiSupervised", "Networks", "Kernels",
                "Augmentation", "InputFiles",
                "Files", "Domain", arguments, lifecycle, signals, logging, nioCore, nioPosix,
            ],
            swiftSettings: settings
        ),
        .executableTarget(
            name: "tutelage",
            dependencies: ["Commands"],
            swiftSettings: settings,
            linkerSettings: [
                // The program runs where no Swift is installed. The libraries below Foundation are named
                // since the objects were compiled to find it as a shared one.
                .unsafeFlags(
                    [
                        "-static-stdlib", "-use-ld=lld", "-lCoreFoundation", "-l_FoundationICU",
                        "-l_FoundationCShims", "-l_FoundationCollections", "-Xlinker",
                        "--gc-sections",
                    ],
                    .when(platforms: [.linux])
                )
            ]
        ),

        // Tests, a folder a target.
        .target(
            name: "TestSupport",
            dependencies: ["Networks", "Files", "Domain"],
            path: "Tests/TestSupport",
            swiftSettings: settings
        ),
        .target(name: "AllocationCount", path: "Tests/AllocationCount"),
        tests("TidyTests", ["SemiSupervised", "Networks"]),
        tests("FilesTests", ["Files", "Domain"], exclude: ["Golden"]),
        tests("KernelsTests", ["Kernels", "Domain", "TestSupport"]),
        .target(
            name: "MessageTypes",
            dependencies: ["Messages"],
            path: "Tests/MessageTypes",
            swiftSettings: settings
        ),
        tests(
            "MessagesTests",
            ["Messages", "MessageTypes", "TestSupport"],
            exclude: ["Golden"]
        ),
        tests("HTTP2SessionTests", ["HTTP2Session"]),
        tests(
            "ConformanceTests",
            [
                "GRPC", "HTTP2", "HTTP2Session", "Messages", "TestSupport", nioCore, nioPosix,
                nioSSL,
            ],
            computes: false
        ),
        tests("CompressionTests", ["Compression"]),
        tests(
            "TextTests",
            ["Text", "Files", "Domain", "TestSupport"],
            exclude: ["Golden", "compare_tokenizers.py", "make_tables.py"]
        ),
        tests("SoundTests", ["Sound", "Domain", "AllocationCount"], exclude: ["Golden"]),
        tests("HTTP2Tests", ["HTTP2", "HTTP2Session", nioCore], computes: false),
        tests(
            "NetworksTests",
            ["Networks", "Kernels", "Domain", "TestSupport"],
            exclude: ["Golden"]
        ),
        tests(
            "AugmentationTests",
            ["Augmentation", "Kernels", "Domain", "TestSupport"],
            exclude: ["Golden"]
        ),
        tests(
            "GRPCTests",
            [
                "GRPC", "Domain", "HTTP2", "HTTP2Session", "Messages", "Compression", "TestSupport",
                nioCore,
                nioPosix, logging,
            ],
            computes: false
        ),
        tests(
            "SemiSupervisedTests",
            ["SemiSupervised", "Networks", "Domain", "TestSupport"],
            exclude: ["Golden"]
        ),
        tests(
            "TrainingTests",
            [
                "Training", "Benchmarks", "SemiSupervised", "Networks", "Augmentation", "Kernels",
                "Files", "Domain", "TestSupport", "AllocationCount",
            ],
            exclude: ["Golden"]
        ),
        tests(
            "InputFilesTests",
            ["InputFiles", "Compression", "Images", "SoundFiles", "CSoundFile", "Domain"],
            exclude: ["Images", "Records", "Sounds", "Texts"]
        ),
        tests(
            "StoreTests",
            ["Store", "Files", "Domain", "TestSupport"],
            exclude: ["Golden"],
            computes: false
        ),
        tests(
            "ServingTests",
            ["Serving", "Networks", "Augmentation", "Files", "Domain"],
            computes: false
        ),
        tests(
            "LabelingTests",
            [
                "Labeling", "Store", "Training", "SemiSupervised", "Networks", "Files", "Domain",
                "TestSupport", logging,
            ],
            exclude: ["Golden"],
            computes: false
        ),
        tests(
            "ServicesTests",
            [
                "Services", "GRPC", "HTTP2", "Messages", "Labeling", "Serving", "Store", "Training",
                "SemiSupervised", "Networks", "Augmentation", "Files", "Domain", nioCore, nioPosix,
                logging,
            ],
            computes: false
        ),
        tests(
            "EndToEndTests",
            [
                "Services", "GRPC", "Messages", "Domain", "Networks", "SemiSupervised", "Training",
                "TestSupport",
            ],
            computes: false
        ),
        .target(
            name: "FuzzBodies",
            dependencies: [
                "Commands", "InputFiles", "Images", "SoundFiles", "GRPC", "HTTP2", "HTTP2Session",
                "Compression",
                "Messages", "MessageTypes", "Domain", nioCore, nioEmbedded, nioPosix,
            ],
            path: "Tests/Fuzzing/Bodies",
            swiftSettings: settings
        ),
        tests("FuzzTests", ["FuzzBodies"]),
    ],
    swiftLanguageModes: [.v6]
)

if isFuzzing {
    package.targets += [
        .executableTarget(
            name: "fuzz",
            dependencies: ["FuzzBodies"],
            path: "Tests/Fuzzing/Program",
            swiftSettings: settings
        )
    ]
}
