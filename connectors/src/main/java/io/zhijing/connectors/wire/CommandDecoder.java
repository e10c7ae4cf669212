package io.zhijing.connectors.wire;

import com.fasterxml.jackson.databind.JsonNode;
import io.zhijing.connectors.wire.Fault.Reason;
import io.zhijing.detection.model.Coded;
import io.zhijing.detection.warning.Command;
import io.zhijing.detection.warning.Command.Act;
import io.zhijing.detection.warning.Command.Order;
import io.zhijing.detection.warning.Command.Verdict;
import io.zhijing.detection.warning.Measure;
import io.zhijing.detection.warning.Measure.Recall;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Bytes to an officer's command, or every reason why not. Thread-safe. */
public final class CommandDecoder {
  private static final Set<String> ACTS =
      Set.of(
          "acknowledge", "assign", "refer", "dispose", "close", "reopen", "silence", "unsilence");
  private static final Set<String> MEASURES = codes(Measure.values());
  private static final Set<String> VERDICTS =
      Set.of(Verdict.CONFIRMED.code(), Verdict.FALSE_ALARM.code());

  private final StrictJson json = new StrictJson();
  private final ZoneId zone;

  /** A decoder for an authority in the zone: a date without a time is the start of a day there. */
  public CommandDecoder(ZoneId zone) {
    this.zone = zone;
  }

  private static Set<String> codes(Coded[] values) {
    return Arrays.stream(values).map(Coded::code).collect(Collectors.toUnmodifiableSet());
  }

  /** Decodes a record's value. */
  public DecodedCommand decode(byte[] bytes) {
    List<Fault> faults = new ArrayList<>();
    Optional<JsonNode> tree = json.object(bytes, faults);
    if (tree.isEmpty()) {
      return new DecodedCommand.Refused(faults);
    }
    FieldReader fields = new FieldReader(tree.get(), faults);
    String schema = fields.required("schema", WireSchema.MAX_ID);
    if (!schema.isEmpty() && !schema.equals(WireSchema.COMMAND)) {
      fields.fault("schema", Reason.UNKNOWN_SCHEMA);
    }
    Order order =
        new Order(
            fields.required("command_id", WireSchema.MAX_ID),
            fields.required("warning_id", WireSchema.MAX_TEXT),
            fields.required("actor", WireSchema.MAX_ID),
            fields.text("note", WireSchema.MAX_NOTE));
    Optional<Act> act = act(fields);
    return faults.isEmpty() && act.isPresent()
        ? new DecodedCommand.Accepted(new Command(order, act.get()))
        : new DecodedCommand.Refused(List.copyOf(faults));
  }

  /** What is to be done; empty, with a fault, if that is not said. */
  private Optional<Act> act(FieldReader fields) {
    String name = fields.required("act", WireSchema.MAX_ID);
    if (!name.isEmpty() && !ACTS.contains(name)) {
      fields.fault("act", Reason.NOT_IN_LIST);
    }
    return switch (name) {
      case "acknowledge" -> Optional.of(new Command.Acknowledge());
      case "assign" -> Optional.of(new Command.Assign(fields.required("to", WireSchema.MAX_ID)));
      case "refer" ->
          Optional.of(new Command.Refer(fields.required("department", WireSchema.MAX_ID)));
      case "dispose" -> dispose(fields);
      case "close" -> byCode(fields, "verdict", VERDICTS, Verdict.values()).map(Command.Close::new);
      case "reopen" -> Optional.of(new Command.Reopen());
      case "silence" -> silence(fields);
      case "unsilence" -> Optional.of(new Command.Unsilence());
      default -> Optional.empty();
    };
  }

  private static Optional<Act> dispose(FieldReader fields) {
    Optional<Measure> measure = byCode(fields, "measure", MEASURES, Measure.values());
    String batch = fields.text("batch", WireSchema.MAX_ID);
    Integer amount = fields.count("amount");
    Integer recovered = fields.count("recovered");
    Optional<Recall> recall =
        batch.isEmpty() && amount == null && recovered == null
            ? Optional.empty()
            : Optional.of(
                new Recall(batch, amount == null ? 0 : amount, recovered == null ? 0 : recovered));
    return measure.map(each -> new Command.Dispose(each, recall));
  }

  private Optional<Act> silence(FieldReader fields) {
    fields.required("until", WireSchema.MAX_ID);
    Instant until = fields.instant("until", zone);
    return Optional.ofNullable(until).map(each -> new Command.Silence(each.toEpochMilli()));
  }

  private static <E extends Enum<E> & Coded> Optional<E> byCode(
      FieldReader fields, String name, Set<String> allowed, E[] values) {
    String code = fields.required(name, WireSchema.MAX_ID);
    if (!code.isEmpty() && !allowed.contains(code)) {
      fields.fault(name, Reason.NOT_IN_LIST);
      return Optional.empty();
    }
    return Arrays.stream(values).filter(value -> value.code().equals(code)).findFirst();
  }
}
