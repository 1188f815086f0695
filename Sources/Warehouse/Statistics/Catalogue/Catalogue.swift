extension Statistic {
    /// How each statistic is calculated, in the order in which people are shown them.
    static var catalogue: [any StatisticCalculation.Type] {
        [
            OverviewStatistic.self,
            ClassesStatistic.self,
            TypesStatistic.self,
            StatusStatistic.self,
            BoxesStatistic.self,
            AttributesStatistic.self,
            MetadataStatistic.self,
        ]
    }
}
