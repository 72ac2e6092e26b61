import Foundation
import Testing

@Suite("What is typed wrong is told in words, with the nearest right ones")
struct UsageTests {
    /// The first line of standard error, for words that no server is asked about.
    @Test(
        "Commands, options, values and hyper-parameters",
        arguments: [
            (
                "trian x",
                #"error: there is no command "tutelage trian"; did you mean "tutelage train"?"#
            ),
            (
                "models shwo x",
                #"error: there is no command "tutelage models shwo"; did you mean "tutelage models show"?"#
            ),
            (
                "bench digits --algorithm ,",
                #"error: expected the name of an algorithm; got ",""#
            ),
            (
                "jobs wibble",
                #"error: there is no command "tutelage jobs wibble"; there are list, watch, cancel"#
            ),
            (
                "train x --algoritm fix_match",
                "error: Unknown option '--algoritm'. Did you mean '--algorithm'?"
            ),
            (
                "train x --algorithm fixmach",
                "error: none of `tutelage algorithms` is called "
                    + #""fixmach"; did you mean "fix_match"?"#
            ),
            (
                "train x --network perceptrn:8",
                "error: a network is NAME, NAME:VALUE,KEY=VALUE or @FILE.json, with a name of `tutelage "
                    + #"networks`; got "perceptrn:8"; did you mean "perceptron"?"#
            ),
            (
                "ingest x a.csv --split gat --label-column y",
                "error: The value 'gat' is invalid for '--split <split>'. Please provide one of 'train', "
                    + "'gate', 'certify' or 'test'. Did you mean 'gate'?"
            ),
            (
                "jobs list --state runing",
                "error: The value 'runing' is invalid for '--state <state>'. Please provide one of 'queued', "
                    + "'running', 'succeeded', 'failed' or 'cancelled'. Did you mean 'running'?"
            ),
            (
                "train x --gate beter",
                "error: The value 'beter' is invalid for '--gate <gate>'. Please provide one of 'better', "
                    + "'non_inferior:MARGIN' or 'always'. Did you mean 'better'?"
            ),
            (
                "train x --algorithm fix_match --set treshold=1",
                "error: fix_match: expected a hyper-parameter of threshold, unlabeled_weight, unlabeled_ratio, "
                    + #"temperature; got "treshold"; did you mean "threshold"?"#
            ),
            (
                "train x --algorithm fix_match --set threshold=7",
                "error: fix_match: threshold is 0.0 to 1.0; got 7.0"
            ),
            (
                "train x --algorithm fix_match --threshold 0.9 --set threshold=0.8",
                "error: threshold is given twice"
            ),
            (
                "train x --set threshold=0.8",
                "error: hyper-parameters are an algorithm's: say --algorithm too, such as --algorithm fix_match"
            ),
            (
                "distill x --set temperature=0",
                "error: distillation: temperature is 0.01 to 100.0; got 0.0"
            ),
            (
                "train x --optimizer adam_w --momentum 0.9",
                "error: --momentum is for --optimizer sgd"
            ),
            (
                "ingest x a.csv --label-column y --split-shares train=.5,gat=.5",
                "error: The value 'train=.5,gat=.5' is invalid for '--split-shares <split=share,...>': "
                    + #""gat" is none of train, gate, certify, test; did you mean "gate"?; shares are such "#
                    + "as train=.6,gate=.2,test=.2"
            ),
            (
                "ingest x a.csv --label-column y --split-shares train=.5,gate=.6",
                "error: The value 'train=.5,gate=.6' is invalid for '--split-shares <split=share,...>': "
                    + "the shares sum to 1.1, not to 1; shares are such as train=.6,gate=.2,test=.2"
            ),
            (
                "project create x --classes a,b --vector=-1",
                "error: The value '-1' is invalid for '--vector <dimension>'; it is a whole number from 0 on"
            ),
            (
                "policies set x --review-limit 99999999999",
                "error: The value '99999999999' is invalid for '--review-limit <review-limit>'; it is a "
                    + "whole number from 0 to 4294967295"
            ),
            (
                "review list x --limit -1",
                "error: Missing value for '--limit <limit>'; a value that begins with - is written "
                    + "--limit=-1"
            ),
            ("review list x --limit=-1", "error: --limit is 0 or more; got -1"),
            ("jobs list --limit=0", "error: --limit is 1 or more; got 0"),
            (
                "project create x --classes a,b --image 4294967296x8x1",
                #"error: --image 4294967296x8x1: "4294967296" is too large, a size is 1 to 4096; an "#
                    + "image is HEIGHTxWIDTHxCHANNELS, such as 8x8x1"
            ),
            (
                "project create x --classes a,b --vector 2 --flips",
                "error: --flips is for images; the numbers of a vector are taken as they are"
            ),
            (
                "ingest x a.npy --label-column y",
                "error: --label-column is for delimited text; a.npy is a NumPy array, whose labels are "
                    + "another, --labels"
            ),
            (
                "ingest x a.npy --no-header",
                "error: --no-header is for delimited text; a.npy is a NumPy array"
            ),
            (
                "predict x a.csv --resize crop",
                "error: --resize is for images; a.csv is delimited text"
            ),
            (
                "models evaluate x a.csv",
                "error: say where labels are with --label-column or --labels, or give JSON Lines or a folder "
                    + "with a sub-folder a class"
            ),
        ]
    )
    func typed(words: String, expected: String) async throws {
        let result = try await tutelage(words.split(separator: " ").map(String.init))
        #expect(result.status == 2)
        #expect(result.output.isEmpty)
        let lines = result.errors.split(separator: "\n").map(String.init)
        #expect(lines.first == expected)
        #expect(lines.last?.hasPrefix("  See 'tutelage ") == true)
    }

    @Test("A project that is not there, and a class")
    func names() async throws {
        let server = try await TestServer()
        defer { server.crash() }
        func run(_ words: String) async throws -> (status: Int32, output: String, errors: String) {
            let all = words.split(separator: " ").map(String.init)
            return try await tutelage(all + ["--server", server.address], in: root)
        }
        #expect(try await run("project create animals --classes cat,dog --vector 2").status == 0)
        let near = try await run("project show animls")
        #expect(near.status == 1)
        #expect(
            near.errors == """
                error: there is no project "animls" (NOT_FOUND)
                hint: did you mean animals? tutelage project list shows the projects

                """
        )
        let far = try await run("project show zebra")
        #expect(
            far.errors == """
                error: there is no project "zebra" (NOT_FOUND)
                hint: tutelage project list shows the projects

                """
        )
    }
}
