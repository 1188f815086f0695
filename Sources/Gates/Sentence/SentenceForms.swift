import Warehouse

/// The forms that sentences have, for one that has none of them.
enum SentenceForms {
    /// A word in capitals is a placeholder.
    static let all = [
        "at least N CLASS",
        "at least N CLASS in LABELSET",
        "at most N STATUS samples",
        "at least N% STATUS or STATUS",
        "exactly N samples",
        "between N and N annotations",
        "more than N CLASS",
        "less than N CLASS",
        "STATUS at most N%",
        "CLASS loses at most N%",
        "CLASS gains at most N%",
        "no CLASS",
        "no STATUS samples",
        "no errors",
        "no new errors",
        "at most N warnings",
        "at most N new warnings",
        "no RULE.ID",
        "no class loses more than N%",
        "no class gains more than N% against the previous release",
        "no class is empty",
        "no class is lost",
        "no category changed its id",
        "no sample is lost",
        "no sample is empty",
        "no sample is STATUS",
        "every class has at least N annotations",
        "every sample is STATUS or STATUS",
        "every sample has a label",
        "every sample has an annotation",
        "every STATUS sample has an annotation",
        "every STATUS sample has at least N annotations",
    ]

    /// The forms most like a sentence, the nearest first.
    static func nearest(to sentence: String, most: Int = 3) -> [String] {
        let words = words(of: sentence).map { $0.lowercased() }
        let ranked = all.enumerated().map { place, form in
            (form: form, cost: cost(of: words, self.words(of: form)), place: place)
        }
        return ranked.sorted { ($0.cost, $0.place) < ($1.cost, $1.place) }.prefix(most).map(\.form)
    }

    private static func words(of text: String) -> [String] {
        text.replacing("%", with: " % ").split { $0.isWhitespace }.map(String.init)
    }

    /// Words to insert, remove or change, in tenths; words that are nearly the same cost little. The first word says
    /// what is meant.
    private static func cost(of words: [String], _ form: [String]) -> Int {
        let lead = words.first.map { word in form.first.map { cost(of: word, $0) } ?? 0 } ?? 0
        var row = (0...form.count).map { $0 * 10 }
        for (i, word) in words.enumerated() {
            var diagonal = row[0]
            row[0] = (i + 1) * 10
            for (j, other) in form.enumerated() {
                let next = min(diagonal + cost(of: word, other), row[j] + 10, row[j + 1] + 10)
                diagonal = row[j + 1]
                row[j + 1] = next
            }
        }
        return row[form.count] + 2 * lead
    }

    private static func cost(of word: String, _ other: String) -> Int {
        if other == "N" { return GateNumber(word) == nil ? 10 : 0 }
        if other == other.uppercased(), other != "%" {
            return other == "STATUS" && SentenceWords.status(named: word) == nil ? 4 : 2
        }
        if word == other { return 0 }
        let distance = NearestNames.distance(word, other)
        return distance <= max(1, min(word.count, other.count) / 3) ? 3 : 12
    }
}
