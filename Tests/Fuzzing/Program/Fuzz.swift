import Foundation
import FuzzBodies

/// The fuzzing program: `TUTELAGE_FUZZ_TARGET=session fuzz FOLDER -runs=1000000`, with libFuzzer's
/// own arguments; with the argument `seeds` it prints the first inputs, one in base64 a line.
///
/// The target is an environment variable because libFuzzer starts itself anew to merge.
@main
private enum Fuzz {
    static let target: FuzzTarget = {
        let name = ProcessInfo.processInfo.environment["TUTELAGE_FUZZ_TARGET"] ?? ""
        guard let target = FuzzTarget(rawValue: name) else {
            let names = FuzzTarget.allCases.map(\.rawValue).joined(separator: ", ")
            fatalError("TUTELAGE_FUZZ_TARGET is '\(name)', expected one of \(names)")
        }
        return target
    }()

    static func main() {
        if CommandLine.arguments.dropFirst().first == "seeds" {
            for seed in target.seeds { print(Data(seed).base64EncodedString()) }
            return
        }
        var count = CommandLine.argc
        var arguments = unsafe CommandLine.unsafeArgv
        exit(unsafe runDriver(&count, &arguments, test))
    }
}

/// libFuzzer's own main, which calls `test` for each input; the compiler takes ours for the program's.
///
/// The function: <https://llvm.org/docs/LibFuzzer.html#using-libfuzzer-as-a-library>.
@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
    _ count: UnsafeMutablePointer<CInt>,
    _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
    _ test: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

/// Runs one input; libFuzzer's unused main refers to it by its name in C.
@_cdecl("LLVMFuzzerTestOneInput")
public func test(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let input = unsafe Array(UnsafeBufferPointer(start: bytes, count: count))
    do {
        try Fuzz.target.run(input)
    } catch {
        fatalError("\(error)")
    }
    return 0
}
