import ReleaseFormat

extension RuleCase {
    static var core: [RuleCase] {
        [
            RuleCase(
                "annotation.category.undefined",
                breaking: SmallRelease.document(samples: [
                    SmallRelease.sample(
                        1, SmallRelease.still([SmallRelease.box(3), SmallRelease.box(4, id: 2)]))
                ]),
                nearly: SmallRelease.document(samples: [
                    SmallRelease.sample(
                        1, SmallRelease.still([SmallRelease.box(3), SmallRelease.box(nil, id: 2)]))
                ]),
                places: ["u1 ground-truth @0 #2 category 4 category_id"], values: [" | 4"]),
            RuleCase(
                "annotation.category.null",
                breaking: SmallRelease.document(samples: [
                    SmallRelease.sample(1, SmallRelease.still([SmallRelease.box(nil)]))
                ]),
                nearly: SmallRelease.document(samples: [
                    SmallRelease.sample(
                        1, SmallRelease.still([#"{"id":1,"type":"point","points":[[1,2]]}"#]))
                ]),
                places: ["u1 ground-truth @0 #1 category_id"], values: ["a whole number | null"]),
            RuleCase(
                "annotation.category.absent",
                breaking: SmallRelease.document(samples: [
                    SmallRelease.sample(1, SmallRelease.still([#"{"type":"point","points":[[1,2]]}"#]))
                ]),
                nearly: SmallRelease.document(samples: [
                    SmallRelease.sample(1, SmallRelease.still([SmallRelease.box(nil)]))
                ]),
                places: ["u1 ground-truth @0 annotations[0].category_id"]),
        ]
    }
}
