internal import Labeling
internal import Messages
internal import SemiSupervised
internal import Training

extension TrainingFiles {
    init(_ lease: Wire.Lease, _ assignment: JobAssignment) {
        self.init(
            snapshotPath: lease.snapshotPath,
            checkpointPath: lease.checkpointPath,
            weightsPath: lease.weightsPath,
            teacher: assignment.teacherNetwork.map {
                Teacher(network: $0, weightsPath: lease.teacherWeightsPath)
            }
        )
    }
}

extension Wire.HeartbeatRequest {
    /// How a job goes; before the first step it is starting.
    init(_ lease: Wire.Lease, _ assignment: JobAssignment, _ progress: TrainingProgress?) {
        self.init(jobID: lease.jobID, fencingToken: lease.fencingToken, phase: "starting")
        guard let progress else { return }
        phase = progress.name
        step = UInt64(clamping: progress.overallStep)
        steps = UInt64(clamping: progress.overallSteps)
        metrics = progress.metrics
        guard assignment.comparison == nil,
            let recipe = assignment.specification.algorithm.algorithm as? NoisyStudent
        else { return }
        // A teacher that has to be trained first is a phase before the rounds.
        let students = recipe.rounds
        rounds = UInt32(clamping: students)
        round = UInt32(clamping: progress.phase + 1 - (progress.phases - students))
        if round > 0 { phase += " of \(students)" }
    }
}

extension TrainingProgress {
    /// The metrics of the last step by their names in the API.
    var metrics: [String: Double] {
        [
            "loss": Double(loss),
            "supervised_loss": Double(supervisedLoss),
            "unlabeled_loss": Double(consistencyLoss),
            "mask": Double(utilization),
            "learning_rate": Double(learningRate),
        ]
    }
}
