extension Statistic {
    /// How each statistic is calculated, in the order in which people are shown them.
    static var catalogue: [any StatisticCalculation.Type] {
        [
            OverviewStatistic.self,
            ClassesStatistic.self,
            TypesStatistic.self,
            StatusStatistic.self,
            PerSampleStatistic.self,
            BalanceStatistic.self,
            CooccurrenceStatistic.self,
            BoxesStatistic.self,
            ShapesStatistic.self,
            AttributesStatistic.self,
            MetadataStatistic.self,
            TracksStatistic.self,
            KeyframesStatistic.self,
            CuboidsStatistic.self,
            KinematicsStatistic.self,
            PointsStatistic.self,
            LinksStatistic.self,
            EmptyStatistic.self,
            DuplicatesStatistic.self,
            LeakageStatistic.self,
            OutliersStatistic.self,
            FindingsStatistic.self,
        ]
    }
}
