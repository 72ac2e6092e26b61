import Foundation
import FuzzBodies

/// The fuzzing program: `TUTELAGE_FUZZ_TARGET=session fuzz FOLDER -runs=1000000`, with libFuzzer's
/// own arguments; with the argument `seeds` it prints the first inputs, one in base64 a line.
///
/// The target is an environment variable because libFuzzer starts itself anew to merge.
private enum Fuzz {
    static let target: FuzzTarget = {
        let name = ProcessInfo.processInfo.environment["TUTELAGE_FUZZ_TARGET"] ?? ""
        guard let target = FuzzTarget(rawValue: name) else {
            let names = FuzzTarget.allCases.map(\.rawValue).joined(separator: ", ")
            fatalError("TUTELAGE_FUZZ_TARGET is '\(name)', expected one of \(names)")
        }
        return target
    }()
}

/// libFuzzer's main calls this once, before the first input.
@_cdecl("LLVMFuzzerInitialize")
public func initialize(
    _ count: UnsafeMutablePointer<CInt>,
    _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>
) -> CInt {
    guard CommandLine.arguments.dropFirst().first == "seeds" else { return 0 }
    for seed in Fuzz.target.seeds { print(Data(seed).base64EncodedString()) }
    exit(0)
}

/// libFuzzer's main calls this for each input.
@_cdecl("LLVMFuzzerTestOneInput")
public func test(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let input = unsafe Array(UnsafeBufferPointer(start: bytes, count: count))
    do {
        try Fuzz.target.run(input)
    } catch {
        fatalError("\(error)")
    }
    return 0
}
