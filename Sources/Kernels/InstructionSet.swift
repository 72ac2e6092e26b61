internal import CKernels
internal import COpenBLAS

/// The instruction sets our kernels are compiled for; results have the same bits within one of them.
package enum InstructionSet: String, Sendable, Codable, CaseIterable {
    /// What every machine has: SSE2 on x86-64.
    case baseline
    /// AVX2 with fused multiply-add.
    case avx2
    /// AVX-512 (F, VL, BW, DQ).
    case avx512

    /// The widest set that this machine runs.
    package static let best: InstructionSet = supported.last ?? .baseline

    /// The sets that this machine runs, narrowest first.
    package static var supported: [InstructionSet] {
        allCases.filter { $0.number <= tk_best_isa() }
    }

    var number: Int32 {
        switch self {
        case .baseline: 0
        case .avx2: 1
        case .avx512: 2
        }
    }
}

/// The BLAS library below the large matrix products.
package enum BLAS {
    /// The name of the kernels that OpenBLAS chose, such as `SkylakeX`, for lineage and start-up logs.
    ///
    /// The environment variable `OPENBLAS_CORETYPE` changes it when the library loads.
    package static let coreName: String = {
        _ = isReady
        guard let name = unsafe openblas_get_corename() else { return "unknown" }
        return unsafe String(cString: name)
    }()

    /// Whether the library's own threads are off: parallelism is ours, two pools would fight.
    static let isReady: Bool = {
        openblas_set_num_threads(1)
        return true
    }()
}
