import TestSupport
import Testing
import Warehouse

@testable import Gates

/// What sentences mean.
@Suite struct SentenceTests {
    /// A sentence as it is written, and the gate as it is said back.
    private static let forms: [(written: String, asked: String)] = [
        ("at least 500 person", "at least 500 person"),
        ("At Least 1,500 Person", "at least 1500 Person"),
        ("at most 20 unlabeled samples", "at most 20 UNLABELED samples"),
        ("at most 20 unlabelled", "at most 20 UNLABELED samples"),
        ("between 10 and 20 lane marking", "between 10 and 20 lane marking"),
        ("exactly 3 samples", "exactly 3 samples"),
        ("more than 3 frames", "more than 3 frames"),
        ("less than 4 labels", "less than 4 labels"),
        ("fewer than 4 objects", "less than 4 annotations"),
        ("at least 2 classes", "at least 2 classes"),
        ("rejected at most 2 %", "at most 2% REJECTED samples"),
        ("rejected at most 2.50%", "at most 2.5% REJECTED samples"),
        ("REJECTED is at most 2 percent of the samples", "at most 2% REJECTED samples"),
        ("at least 90% labeled or reviewed", "at least 90% LABELED or REVIEWED samples"),
        ("at least 90% of samples are labeled or reviewed", "at least 90% LABELED or REVIEWED samples"),
        ("at most 1 status 'needs work' samples", "at most 1 status \"needs work\" samples"),
        ("person at most 30% of annotations", "at most 30% person"),
        ("between 1 and 5 % empty samples", "between 1 and 5% empty samples"),
        ("no class loses more than 5%", "no class loses more than 5% against the previous release"),
        (
            "no class loses more than 5% against the previous release",
            "no class loses more than 5% against the previous release"
        ),
        (
            "no class loses more than 20 annotations",
            "no class loses more than 20 against the previous release"
        ),
        ("every class loses at most 5% against v1", "no class loses more than 5% against v1"),
        ("every class gains less than 50%", "every class gains less than 50% against the previous release"),
        ("person loses at most 5 %", "person loses at most 5% against the previous release"),
        ("samples gain at least 10", "samples gains at least 10 against the previous release"),
        ("no sample is lost", "no sample is lost against the previous release"),
        ("no class is lost against \"v 1\"", "no class is lost against \"v 1\""),
        ("no category changed its id", "no category changed its id against the previous release"),
        ("no errors", "no errors"),
        ("no new errors", "no new errors against the previous release"),
        ("no new warnings against previous", "no new warnings against the previous release"),
        ("at most 10 warnings", "at most 10 warnings"),
        ("errors at most 3", "at most 3 errors"),
        ("at most 3 new findings", "at most 3 new findings against the previous release"),
        ("no notes", "no infos"),
        ("no annotation.category.undefined", "no annotation.category.undefined"),
        (
            "at most 5 new annotation.category.*",
            "at most 5 new annotation.category.* against the previous release"
        ),
        ("every LABELED sample has an annotation", "every LABELED sample has an annotation"),
        (
            "every labeled or reviewed sample has at least 3",
            "every LABELED or REVIEWED sample has at least 3 annotations"
        ),
        ("every sample is labeled", "every sample is LABELED"),
        ("all samples are labeled or reviewed", "every sample is LABELED or REVIEWED"),
        ("every sample has a label", "no UNLABELED samples"),
        ("no class is empty", "no class is empty"),
        ("at least 25 car in ground-truth", "at least 25 car in ground-truth"),
        ("no car in \"by hand\"", "no car in \"by hand\""),
        ("car in model loses at most 5 %", "car loses at most 5% against the previous release in model"),
        ("car loses at most 5 % in model against v1", "car loses at most 5% against v1 in model"),
        ("no class is empty in model", "no class is empty in model"),
        (
            "every LABELED sample has an annotation in model",
            "every LABELED sample has an annotation in model"
        ),
        ("no errors in model", "no errors in model"),
        ("at least 90 % labeled in model", "at least 90% LABELED samples in model"),
        ("annotations in model at least 5", "at least 5 annotations in model"),
        ("at least 5 \"car in model\"", "at least 5 \"car in model\""),
        ("every class has an annotation", "no class is empty"),
        ("every class has at least 20 annotations", "every class has at least 20 annotations"),
        ("no sample is empty", "no empty samples"),
        ("no sample is rejected", "no REJECTED samples"),
        ("no rejected samples", "no REJECTED samples"),
        ("no person", "no person"),
        ("at least 5 \"no parking\"", "at least 5 \"no parking\""),
        ("at least 5 category errors", "at least 5 \"errors\""),
        ("at least 5 \"rejected\"", "at least 5 \"rejected\""),
        ("at least 5 \"say \\\"hi\\\"\"", "at least 5 \"say \\\"hi\\\"\""),
    ]

    private static func asked(_ sentence: String) throws -> String {
        let reading = try SentenceParser.parse(sentence)
        return Gate(
            reading.question, base: reading.base ?? .previous, labelset: reading.labelset,
            place: TextPlace(line: 1, column: 1)
        ).askedInLabelset
    }

    @Test(arguments: forms)
    func `a sentence means what it says back`(form: (written: String, asked: String)) throws {
        #expect(try Self.asked(form.written) == form.asked)
        #expect(try Self.asked(form.asked) == form.asked)
    }

    @Test func `every form in the list of forms can be read`() throws {
        for form in SentenceForms.all {
            var sentence = form.replacing("RULE.ID", with: "annotation.category.undefined")
                .replacing("STATUS", with: "REJECTED").replacing("CLASS", with: "person")
            while let number = sentence.firstRange(of: " N") { sentence.replaceSubrange(number, with: " 5") }
            #expect(throws: Never.self, "\(form)") { try SentenceParser.parse(sentence) }
        }
    }

    @Test func `whatever can be asked is read again as the same`() throws {
        let seed = SeededRandom.chosenSeed
        var random = SeededRandom(seed: seed)
        for round in 0..<400 {
            let question = SentenceTests.question(&random)
            let gate = Gate(question, place: TextPlace(line: 1, column: 1))
            let reading = try? SentenceParser.parse(gate.asked)
            #expect(reading?.question == question, "RELWH_SEED=\(seed), round \(round): \(gate.asked)")
        }
    }

    /// Names that read like words of the grammar, and others.
    private static let names = [
        "person", "lane marking", "no", "at least", "every thing", "errors", "new", "a.b.c", "is at most",
        "100%", "%",
        "", " ", "rejected", "loses", "car's", "say \"hi\"", "back\\slash", "無", "status", "status x",
        "of samples",
        "category", "class loses", "sample is x", "against", "the  two", "7", "between", "x against y",
        "empty samples", "car in model", "in", "in x", "clas is empty", "has", "dog has leash",
    ]

    private static func question(_ random: inout SeededRandom) -> Question {
        func number(_ random: inout SeededRandom) -> GateNumber {
            GateNumber(
                random.chance(0.5)
                    ? "\(random.int(0...5000))" : "\(random.int(0...99)).\(random.int(1...999))")
                ?? GateNumber(1)
        }
        func bound(_ random: inout SeededRandom, canBePercent: Bool) -> GateBound {
            let one = number(&random)
            let two = number(&random)
            let all: [GateBound.Comparison] = [
                .atLeast(one), .atMost(one), .moreThan(one), .lessThan(one), .exactly(one),
                .between(min(one, two), max(one, two)),
            ]
            return GateBound(random.pick(all), isPercent: canBePercent && random.chance(0.5))
        }
        let statuses = random.chance(0.5) ? ["REJECTED"] : ["LABELED", "needs work", "rejected"]
        let kind = random.pick([FindingKind.all, .severity(.error), .severity(.warning), .severity(.info)])
        let subjects: [Subject] = [
            .samples, .labels, .annotations, .frames, .classes, .statuses(statuses), .emptySamples,
            .category(random.pick(names)), .category(random.pick(names)), .findings(kind), .newFindings(kind),
        ]
        let subject = random.pick(subjects)
        switch random.int(0...9) {
        case 0:
            return .everySample(
                statuses: random.chance(0.5) ? [] : statuses, bound(&random, canBePercent: false))
        case 1: return .everySampleHasStatus(statuses)
        case 2: return .everyClass(bound(&random, canBePercent: false))
        case 3: return .changeOfClasses(random.pick([.loses, .gains]), bound(&random, canBePercent: true))
        case 4: return random.pick([.noSampleLost, .noClassLost, .noClassRenumbered])
        case 5, 6:
            let counted = subject.isOfFindings ? .category(random.pick(names)) : subject
            return .change(counted, random.pick([.loses, .gains]), bound(&random, canBePercent: true))
        default: return .amount(subject, bound(&random, canBePercent: subject.hasShare))
        }
    }

    /// A sentence that is none, what was understood of it, and a form that is offered.
    private static let mistakes: [(sentence: String, message: String, form: String)] = [
        (
            "at leest 500 person",
            "after \"at\": expected least or most, found \"leest\"", "at least N CLASS"
        ),
        ("at least person", "after \"at least\": expected a number, found \"person\"", "at least N CLASS"),
        ("at least 500", "after \"at least 500\": expected what is counted", "at least N CLASS"),
        (
            "at least -5 person", "after \"at least\": expected a number of at least 0, found \"-5\"",
            "at least N CLASS"
        ),
        (
            "between 20 and 10 person",
            "after \"between 20 and\": expected a number of at least 20, found \"10\"", "between N and N"
        ),
        ("no class looses more than 5%", "after \"no class looses", "no class loses more than N%"),
        (
            "no class loses at most 5%", "after \"no class loses\": expected more, found \"at\"",
            "no class loses"
        ),
        (
            "at least 5% samples", "after \"at least 5% samples\": expected a number without %",
            "at least N"
        ),
        (
            "no clas is empty", "after \"no clas\": expected the end of a class's name, found \"is\"",
            "no class is empty"
        ),
        ("no errors in", "after \"no errors in\": expected a labelset, found the end", "no errors"),
        ("no errors against v1", "after \"no errors\": expected the end, found \"against\"", "no errors"),
        (
            "every labeled sample is fine", "after \"every labeled sample\": expected has, found \"is\"",
            "every STATUS sample"
        ),
        ("at least 5 \"person", "expected a closing quote", "at least N CLASS"),
        ("at least 5 person, bus \"x\"", "expected the end, found \"x\"", "at least N CLASS"),
        ("", "expected", ""),
        ("sql: SELECT 1", "expected a sentence that begins with", ""),
        ("no annotation.category.undefind", "after \"no\": expected a rule's id", "no RULE.ID"),
        (
            "every class is empty", "after \"every class\": expected has, loses or gains, found \"is\"",
            "no class is empty"
        ),
    ]

    @Test(arguments: mistakes)
    func `what is no sentence is told with what was understood and what is near`(
        mistake: (sentence: String, message: String, form: String)
    ) throws {
        let text = "gates:\n  - '\(mistake.sentence.replacing("'", with: "''"))'\n"
        let error = try #require(throws: PlacedError.self) { try GateFile(parsing: Array(text.utf8)) }
        #expect(error.place == TextPlace(line: 2, column: 5))
        #expect(error.message.contains(mistake.message), "\(error)")
        #expect(mistake.form.isEmpty || error.candidates.contains { $0.hasPrefix(mistake.form) }, "\(error)")
        #expect(!error.candidates.isEmpty)
    }
}
