package io.zhijing.connectors.wire;

import java.time.Instant;
import java.util.List;

/** What became of the bytes of a record. */
public sealed interface Decoded {

  /**
   * A usable report.
   *
   * @param report personal fields included
   */
  record Accepted(RawReport report) implements Decoded {}

  /**
   * A source says that it is alive and has delivered everything up to a time.
   *
   * @param source name of the source
   * @param at the time
   */
  record Heartbeat(String source, Instant at) implements Decoded {}

  /**
   * Not usable.
   *
   * @param faults all reasons, at least one
   */
  record Refused(List<Fault> faults) implements Decoded {}
}
