internal import Domain
internal import Networks
internal import SemiSupervised
internal import Training

/// How well a model tells images of unknown classes from others: the area under the curve of true against false
/// positives, in percent.
struct UnknownScores {
    /// By the largest softmax: the lower, the stranger.
    let softmaxArea: Double?
    /// By the classifiers of outliers, <https://arxiv.org/abs/2105.14148>; nil: the model has none.
    let outlierArea: Double?

    init(_ model: TrainedModel, _ problem: FewLabelProblem) throws(Failure) {
        let images = Array(problem.testLabels.indices)
        let rows = try TrainingData(
            input: problem.data.input,
            classes: problem.data.classes,
            labeled: problem.testInputs,
            labels: images.map { _ in 0 }
        )
        let hasOutliers = model.network.heads[.openSet] != nil
        let heads: [HeadName] = hasOutliers ? [.classifier, .openSet] : [.classifier]
        let said = try ModelPredictor(model).values(of: heads, images, of: .labeled, rows)
        let unknown = problem.testLabels.map { $0 >= problem.data.classes }
        func area(_ scores: [Double]) -> Double? {
            rankArea(of: scores, positives: unknown).map { 100 * $0 }
        }
        let probabilities = softmax(said.classifierLogits)
        let labels = probabilities.largestColumns()
        softmaxArea = area(labels.enumerated().map { -Double(probabilities[$0, $1]) })
        outlierArea = said[.openSet].flatMap {
            area(OneVersusAll($0).strangeness(of: labels).map(Double.init))
        }
    }
}
