/// The published data sets whose files are delimited texts.
///
/// They are the archives of Zhang, Zhao and LeCun 2015, <https://arxiv.org/abs/1509.01626>. Each has `train.csv` and
/// `test.csv` without a header; the first column is the class, counted from 1.
package enum TextTable: String, CaseIterable, Sendable {
    /// AG News: title and description.
    case agNews = "ag_news"
    /// DBpedia: title and abstract.
    case dbpedia
    /// Yelp Review, full and polarity: the review.
    case yelp
    /// Yahoo! Answers: the question's title, its content, and the best answer.
    case yahoo
    /// Amazon Review, full and polarity: title and review.
    case amazon

    /// The columns of texts, from 1.
    var textColumns: [String] {
        switch self {
        case .yelp: ["2"]
        case .agNews, .dbpedia, .amazon: ["2", "3"]
        case .yahoo: ["2", "3", "4"]
        }
    }

    /// Whether line ends are written `\n`, as the readme files of these have it.
    var escapesLines: Bool {
        switch self {
        case .agNews, .dbpedia: false
        case .yelp, .yahoo, .amazon: true
        }
    }
}

extension DelimitedExamples.Format {
    /// The columns of a published data set.
    package init(_ table: TextTable) {
        hasHeader = false
        labelColumn = "1"
        textColumns = table.textColumns
        escapesLines = table.escapesLines
        firstClass = 1
    }
}
