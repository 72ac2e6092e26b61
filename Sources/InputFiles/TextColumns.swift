internal import Domain

/// Which columns of delimited text make the text of an example.
struct TextColumns {
    /// The names that such columns usually have; the first that is there is taken.
    static let usualNames = [
        "text", "sentence", "review", "content", "utterance", "question", "document", "body",
        "message", "comment", "tweet",
    ]

    /// The columns, from 0, in the order in which they are joined.
    let columns: [Int]
    /// The columns that are read for nothing; none where what is read was said.
    let unread: [Int]

    /// The columns that were said.
    init(_ columns: [Int], unread: [Int] = []) {
        self.columns = columns
        self.unread = unread
    }

    /// The only column that has no other use, else the one of a usual name.
    ///
    /// - Parameters:
    ///   - count: how many columns there are.
    ///   - names: the header's; nil without one.
    ///   - special: the columns of ids, labels and groups.
    ///   - path: how messages call the file.
    /// - Throws: ``Failure`` (invalid argument) with the columns to choose from.
    init(
        among count: Int,
        _ names: [String]?,
        without special: Set<Int>,
        _ path: String
    ) throws(Failure) {
        let free = (0..<count).filter { !special.contains($0) }
        if free.count == 1 {
            self.init(free)
            return
        }
        for usual in Self.usualNames {
            guard let names,
                let column = free.first(where: { names[$0].trimmedSpaces.lowercased() == usual })
            else { continue }
            self.init([column], unread: free.filter { $0 != column })
            return
        }
        let shown = free.prefix(20).map { column in
            names.map { quoted($0[column]) } ?? "\(column + 1)"
        }
        .joined(separator: ", ")
        let more = free.count > 20 ? " and \(free.count - 20) more" : ""
        throw .invalid(
            free.isEmpty
                ? "\(path) has no column for the text: all \(count) are for ids, labels and groups"
                : "\(path) has the columns \(shown)\(more); say which is the text by --text-column"
        )
    }
}
