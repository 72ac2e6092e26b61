internal import Domain
internal import SemiSupervised

/// The phase of a run that is in progress: optimizer steps, or the rounds of a solver.
enum RunningPhase: ~Copyable {
    case steps(PhaseRun)
    case solver(SolverRun)

    /// Creates a phase at its beginning, or one that continues `state`.
    init(_ inputs: PhaseRun.Inputs, state: PhaseRun.State?) throws(Failure) {
        switch inputs.phase.work {
        case .steps(let objective, _): self = .steps(try PhaseRun(inputs, objective, state: state))
        case .solve(let solver): self = .solver(try SolverRun(inputs, solver, state: state))
        }
    }

    /// Steps or rounds done.
    var step: Int {
        switch self {
        case .steps(let run): run.step
        case .solver(let run): run.step
        }
    }

    /// Whether all of them are done.
    var isFinished: Bool {
        switch self {
        case .steps(let run): run.isFinished
        case .solver(let run): run.isFinished
        }
    }

    /// What a checkpoint holds.
    var state: PhaseRun.State {
        switch self {
        case .steps(let run): run.state
        case .solver(let run): run.state
        }
    }

    /// What the phase ends with.
    ///
    /// - Throws: ``Failure`` where the network that is released does not fit.
    func model() throws(Failure) -> TrainedModel {
        switch self {
        case .steps(let run): try run.model()
        case .solver(let run): try run.model()
        }
    }

    /// Takes one step, or does one round, which has no rate.
    ///
    /// - Throws: ``Failure`` (failed precondition) when it cannot go on.
    mutating func advance() throws(Failure) -> (report: LossReport, rate: Float) {
        switch consume self {
        case .steps(var run):
            do throws(Failure) {
                let result = try run.advance()
                self = .steps(run)
                return result
            } catch {
                self = .steps(run)
                throw error
            }
        case .solver(var run):
            do throws(Failure) {
                let report = try run.advance()
                self = .solver(run)
                return (report, 0)
            } catch {
                self = .solver(run)
                throw error
            }
        }
    }
}
