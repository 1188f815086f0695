extension SQLiteError {
    /// Another connection holds a lock; trying again later may help.
    public var isBusy: Bool { code == .busy }

    /// This connection, or one that shares its cache, is in its own way.
    public var isLocked: Bool { code == .locked }

    /// The file is damaged.
    public var isCorrupt: Bool { code == .corrupt }

    /// The work was interrupted.
    public var isInterrupt: Bool { code == .interrupt }

    /// The disk, or the allowed number of pages, is used up.
    public var isFull: Bool { code == .full }

    /// The file is something else than a database.
    public var isNotADatabase: Bool { code == .notADatabase }

    /// The file or the connection cannot be written.
    public var isReadOnly: Bool { code == .readOnly }

    /// A constraint of the schema does not hold; ``extendedCode`` tells which kind.
    public var isConstraint: Bool { code == .constraint }

    /// The file could not be opened.
    public var isCannotOpen: Bool { code == .cannotOpen }

    /// The operating system reported an error.
    public var isIOError: Bool { code == .io }

    /// Memory is used up.
    public var isOutOfMemory: Bool { code == .outOfMemory }

    /// The authorizer refused.
    public var isDenied: Bool { code == .authorization }
}
