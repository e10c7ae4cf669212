package io.zhijing.connectors.wire;

import io.zhijing.detection.warning.Command;
import java.util.List;

/** What became of the bytes of a command. */
public sealed interface DecodedCommand {

  /**
   * A usable command.
   *
   * @param command what an officer wants
   */
  record Accepted(Command command) implements DecodedCommand {}

  /**
   * Not usable: it changes nothing.
   *
   * @param faults all reasons, at least one
   */
  record Refused(List<Fault> faults) implements DecodedCommand {}
}
