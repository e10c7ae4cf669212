package io.zhijing.connectors.wire;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zhijing.detection.warning.Command;
import io.zhijing.detection.warning.Command.Act;
import io.zhijing.detection.warning.Measure.Recall;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** A command to the bytes of its current schema. The inverse of {@link CommandDecoder}. */
public final class CommandEncoder {

  /** The record's value. */
  public byte[] encode(Command command) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("schema", WireSchema.COMMAND);
    json.put("command_id", command.order().id());
    json.put("warning_id", command.order().warning());
    json.put("actor", command.order().actor());
    if (!command.order().note().isEmpty()) {
      json.put("note", command.order().note());
    }
    write(json, command.act());
    return json.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void write(ObjectNode json, Act act) {
    if (act instanceof Command.Acknowledge) {
      json.put("act", "acknowledge");
    } else if (act instanceof Command.Assign assign) {
      json.put("act", "assign").put("to", assign.to());
    } else if (act instanceof Command.Refer refer) {
      json.put("act", "refer").put("department", refer.department());
    } else if (act instanceof Command.Dispose dispose) {
      json.put("act", "dispose").put("measure", dispose.measure().code());
      dispose.recall().ifPresent(recall -> write(json, recall));
    } else if (act instanceof Command.Close close) {
      json.put("act", "close").put("verdict", close.verdict().code());
    } else if (act instanceof Command.Reopen) {
      json.put("act", "reopen");
    } else if (act instanceof Command.Silence silence) {
      json.put("act", "silence").put("until", Instant.ofEpochMilli(silence.until()).toString());
    } else {
      json.put("act", "unsilence");
    }
  }

  private static void write(ObjectNode json, Recall recall) {
    json.put("batch", recall.batch())
        .put("amount", recall.amount())
        .put("recovered", recall.recovered());
  }
}
