import Foundation
import SQLite
import Testing

@Suite struct InterruptionTests {
    private static let endless = """
        WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n
        """

    @Test func `another thread interrupts`() throws {
        let connection = try memory()
        let interrupter = connection.interrupter
        let (stop, done) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
        Thread {
            // An idle connection is not interrupted, so one call might come too early.
            while stop.wait(timeout: .now() + .milliseconds(5)) == .timedOut { interrupter.interrupt() }
            done.signal()
        }.start()
        let error = try #require(throws: SQLiteError.self) { try connection.execute(Self.endless) }
        stop.signal()
        done.wait()
        #expect(error.isInterrupt)
        #expect(try connection.value("SELECT 1") == 1)
    }

    @Test func `the progress handler interrupts and can be removed`() throws {
        let connection = try memory()
        var calls = 0
        connection.onProgress(every: 1_000) {
            calls += 1
            return calls == 3
        }
        let error = try #require(throws: SQLiteError.self) { try connection.execute(Self.endless) }
        #expect(error.isInterrupt)
        #expect(calls == 3)
        connection.onProgress(every: 1, nil)
        #expect(try connection.value("SELECT 1") == 1)
        #expect(calls == 3)
    }

    @Test func `interrupting after closing does nothing`() throws {
        let connection = try memory()
        let interrupter = connection.interrupter
        try connection.close()
        interrupter.interrupt()
    }

    @Test func `interrupting after the connection is gone does nothing`() throws {
        let interrupter = try { try memory().interrupter }()
        interrupter.interrupt()
    }

    @Test func `interrupting and closing at the same time is safe`() throws {
        for _ in 0..<50 {
            let connection = try memory()
            let interrupter = connection.interrupter
            let done = DispatchSemaphore(value: 0)
            Thread {
                for _ in 0..<100 { interrupter.interrupt() }
                done.signal()
            }.start()
            try connection.close()
            done.wait()
        }
    }

    @Test func `no interruption leaves a transaction open`() throws {
        let connection = try memory("CREATE TABLE t (a); INSERT INTO t VALUES (0)")
        let interrupter = connection.interrupter
        let (stop, done) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
        Thread {
            while stop.wait(timeout: .now()) == .timedOut { interrupter.interrupt() }
            done.signal()
        }.start()
        var committed: Int64 = 0
        for _ in 0..<300 {
            do {
                try connection.query("SELECT 1 UNION ALL SELECT 2") { _ in
                    try connection.transaction {
                        try connection.savepoint("a") { try connection.run("UPDATE t SET a = a + 1") }
                    }
                    committed += 1
                }
            } catch let error as SQLiteError {
                #expect(error.isInterrupt || error.code == .abort)
            }
            #expect(!connection.isInTransaction)
        }
        stop.signal()
        done.wait()
        #expect(try connection.value("SELECT a FROM t") == .integer(committed))
    }
}
