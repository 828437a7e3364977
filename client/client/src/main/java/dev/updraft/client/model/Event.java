package dev.updraft.client.model;

import java.time.Instant;
import java.util.Optional;

/**
 * Something that happened to an execution.
 *
 * @param seq counts up within the backend; what a follower resumes after
 * @param phase the execution's, after this
 * @param node empty when this is about the execution as a whole
 * @param attempt counted from 0
 * @param why one sentence for people; may be empty
 * @param logTail the last lines of the attempt's log; may be empty
 * @param ending set on the last one only
 */
public record Event(
    long seq,
    ExecutionId execution,
    Instant at,
    Phase phase,
    String node,
    Phase nodePhase,
    int attempt,
    Phase attemptPhase,
    String why,
    Optional<CatalogInfo> catalog,
    Optional<ProgressInfo> progress,
    String logTail,
    Optional<Ending> ending) {}
