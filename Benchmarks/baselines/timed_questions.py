"""Asks each question on new connections and again on the same, and says what the median was."""

import statistics
import time


def ask(connect, sql, runs):
    """Returns the answer, the median seconds of the first question on a new connection, opening it included, and
    those of a question on a connection that has answered it before."""
    cold, warm, answer = [], [], None
    for _ in range(runs):
        start = time.perf_counter()
        connection = connect()
        answer = connection.execute(sql).fetchall()
        cold.append(time.perf_counter() - start)
        start = time.perf_counter()
        connection.execute(sql).fetchall()
        warm.append(time.perf_counter() - start)
        connection.close()
    return answer, statistics.median(cold), statistics.median(warm)


def report(contender, questions, connect, runs):
    """Asks all of them. Returns the answers, and what to print of their times."""
    answers, figures = {}, {}
    for name, sql in questions.items():
        answers[name], cold, warm = ask(connect, sql, runs)
        figures[f"{contender}_{name}_seconds"] = round(warm, 6)
        figures[f"{contender}_{name}_cold_seconds"] = round(cold, 6)
    return answers, figures
