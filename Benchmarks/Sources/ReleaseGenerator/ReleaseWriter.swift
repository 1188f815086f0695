/// Writes one release as the platform does today: one line, a space after each comma and colon.
public struct ReleaseWriter {
    let recipe: Recipe
    let out: ByteWriter

    /// Writes the whole release to an open file descriptor and returns its size in bytes. Memory does not
    /// grow with the number of samples.
    public static func write(_ recipe: Recipe, to descriptor: Int32) throws(WriteError) -> Int {
        let writer = ReleaseWriter(recipe: recipe, out: ByteWriter(descriptor: descriptor))
        try writer.writeRelease()
        return writer.out.total
    }

    private func writeRelease() throws(WriteError) {
        writeHeader()
        var isFirst = true
        for index in recipe.candidates where recipe.holds(index) {
            if !isFirst { out.write(", ") }
            isFirst = false
            let sample = Sample(index: index, recipe: recipe)
            if recipe.density == .cuboids { writeSequence(sample) } else { write(sample) }
            try out.flushIfFull()
        }
        out.write("]}}")
        try out.flush()
    }

    private func writeHeader() {
        out.write("{\"name\": \"v")
        out.write(recipe.version)
        out.write("\", \"description\": \"Round ")
        out.write(recipe.version)
        out.write("\\nReviewed by the evening team\", \"created_at\": \"")
        out.write(2025 + recipe.version / 336, width: 4)
        out.write("-")
        out.write(1 + recipe.version / 28 % 12, width: 2)
        out.write("-")
        out.write(1 + recipe.version % 28, width: 2)
        out.write(" 09:12:44.598152+00:00\", \"dataset\": {\"name\": \"street-bench\", \"description\": ")
        out.write("\"Streets of K\\u00f6ln, Łódź and 東京\", \"category\": \"Street scenery\", ")
        out.write("\"created_at\": \"2024-11-05 13:16:01.872125+00:00\", \"owner\": \"acme\", ")
        if recipe.density == .cuboids {
            out.write("\"task_type\": \"pointcloud-cuboid-sequence\", \"task_attributes\": ")
            out.write(CuboidSequence.taskAttributes)
        } else {
            out.write("\"task_type\": \"vector\", \"task_attributes\": ")
            out.write(Vocabulary.taskAttributes)
        }
        out.write(", \"tasks\": {")
        for labelset in Labelset.allCases {
            if labelset != .groundTruth { out.write(", ") }
            out.write("\"")
            out.write(labelset.name)
            out.write("\": {\"description\": \"\", \"task_type\": \"\", \"attributes\": {}}")
        }
        out.write("}, \"labelsets\": [")
        for labelset in Labelset.allCases {
            if labelset != .groundTruth { out.write(", ") }
            out.write("{\"name\": \"")
            out.write(labelset.name)
            out.write("\", \"description\": \"\", \"is_groundtruth\": ")
            out.write(labelset == .groundTruth ? "true" : "false")
            out.write(", \"created_at\": \"2024-11-05 13:16:01.951630+00:00\"}")
        }
        out.write("], \"samples\": [")
    }

    private func write(_ sample: Sample) {
        out.write("{\"uuid\": \"")
        out.write(sample.uuid)
        out.write("\", \"name\": \"")
        out.write(Vocabulary.namePrefixes[sample.prefix])
        out.write("_")
        out.write(sample.index, width: 7)
        out.write(".jpg\", \"attributes\": {\"image\": {\"url\": ")
        out.write("\"https://segmentsai-prod.s3.eu-west-2.amazonaws.com/assets/acme/")
        out.write(sample.asset)
        out.write(".jpg\"}}, \"metadata\": {\"city\": \"")
        out.write(Vocabulary.cities[sample.city])
        out.write("\", \"tags\": ")
        out.write(Vocabulary.tags[sample.tags])
        out.write(", \"robot_id\": ")
        out.write(sample.robot)
        if recipe.density == .sparse { writeMoreMetadata(sample) }
        out.write("}, \"labels\": {")
        for labelset in Labelset.allCases {
            let presence = sample.presence(in: labelset)
            if presence == .absent { continue }
            if labelset != .groundTruth { out.write(", ") }
            out.write("\"")
            out.write(labelset.name)
            out.write("\": ")
            if presence == .null {
                out.write("null")
            } else {
                write(recipe.label(of: sample.index, in: labelset))
            }
        }
        out.write("}}")
    }

    private func writeMoreMetadata(_ sample: Sample) {
        out.write(", \"speed\": ")
        out.write(thousandths: sample.speed * 100, decimals: 1)
        out.write(", \"weather\": \"")
        out.write(Vocabulary.weathers[sample.weather])
        out.write("\"")
    }

    private func write(_ label: Label) {
        out.write("{\"label_status\": \"")
        out.write(Vocabulary.statuses[label.status])
        out.write("\", \"attributes\": {\"format_version\": \"0.1\", \"annotations\": [")
        var isFirst = true
        for annotation in label.annotations {
            if !isFirst { out.write(", ") }
            isFirst = false
            write(annotation)
        }
        out.write("]")
        if let which = label.imageAttributes {
            out.write(", \"image_attributes\": ")
            out.write(Vocabulary.imageAttributes[which])
        }
        out.write("}}")
    }

    private func write(_ annotation: Annotation) {
        out.write("{\"id\": ")
        out.write(annotation.id)
        out.write(", \"category_id\": ")
        out.write(annotation.category)
        out.write(", \"type\": ")
        switch annotation.shape {
        case .bbox: out.write("\"bbox\", \"points\": ")
        case .polygon: out.write("\"polygon\", \"points\": ")
        case .polyline: out.write("\"polyline\", \"points\": ")
        case .point: out.write("\"point\", \"points\": ")
        }
        var outline = Outline(annotation)
        outline.write(to: out)
        out.write(", \"attributes\": ")
        out.write(Vocabulary.annotationAttributes[annotation.attributes])
        if let track = annotation.track {
            out.write(", \"track_id\": ")
            out.write(track)
        }
        out.write("}")
    }
}
