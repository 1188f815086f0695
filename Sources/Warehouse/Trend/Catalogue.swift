extension Statistic {
    /// The calculation of each statistic, in the order in which they are listed.
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
