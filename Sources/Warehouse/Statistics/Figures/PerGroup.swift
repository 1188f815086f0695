/// Something for each group of a scan, made when the group is first met.
struct PerGroup<Element> {
    private var elements: [Element] = []
    private let fresh: Element

    init(_ fresh: Element) {
        self.fresh = fresh
    }

    subscript(group: Int) -> Element {
        get { group < elements.count ? elements[group] : fresh }
        _modify {
            while elements.count <= group { elements.append(fresh) }
            yield &elements[group]
        }
    }
}
