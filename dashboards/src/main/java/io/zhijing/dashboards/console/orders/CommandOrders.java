package io.zhijing.dashboards.console.orders;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zhijing.connectors.wire.CommandDecoder;
import io.zhijing.connectors.wire.DecodedCommand;
import io.zhijing.connectors.wire.WireSchema;
import io.zhijing.dashboards.commands.JobDesk;
import io.zhijing.dashboards.console.access.Tokens;
import io.zhijing.dashboards.console.access.Viewer;
import io.zhijing.dashboards.console.orders.FaultyException.OrderFault;
import io.zhijing.dashboards.console.query.AuditEntry;
import io.zhijing.dashboards.console.query.AuditQueries;
import io.zhijing.dashboards.console.query.Queries;
import io.zhijing.dashboards.console.query.WarningQueries;
import io.zhijing.detection.model.Coded;
import io.zhijing.detection.warning.Command;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Officers' commands. The actor is whoever signed in, never what a request says. Thread-safe. */
public final class CommandOrders {
  private static final int ID_CHARACTERS = 40;

  private final WarningQueries warnings;
  private final AuditQueries audit;
  private final Heard heard = new Heard();
  private final Desk desk;
  private final CommandDecoder decoder;
  private final Set<String> departments;

  /**
   * Commands.
   *
   * @param queries which warnings are whose, and what became of commands
   * @param desk where the job is told
   * @param zone of the authority: a date alone is the start of a day there
   * @param departments codes of those that a warning can be referred to
   */
  public CommandOrders(Queries queries, JobDesk desk, ZoneId zone, Set<String> departments) {
    this.warnings = queries.warnings();
    this.audit = queries.audit();
    this.desk = new Desk(desk);
    this.decoder = new CommandDecoder(zone);
    this.departments = Set.copyOf(departments);
  }

  /**
   * What somebody wants done with a warning, as written. Which fields an act needs is in
   * docs/schema.
   *
   * @param act acknowledge, assign, refer, dispose, close, reopen, silence or unsilence
   * @param note why
   * @param to assign: to whom
   * @param department refer: which
   * @param measure dispose: what was done
   * @param batch recall: which
   * @param amount recall: how much was out
   * @param recovered recall: how much came back
   * @param verdict close: whether it was true
   * @param until silence: its end
   */
  public record Wish(
      String act,
      Optional<String> note,
      Optional<String> to,
      Optional<String> department,
      Optional<String> measure,
      Optional<String> batch,
      Optional<Long> amount,
      Optional<Long> recovered,
      Optional<String> verdict,
      Optional<String> until) {

    private ObjectNode json() {
      ObjectNode json = JsonNodeFactory.instance.objectNode();
      json.put("schema", WireSchema.COMMAND).put("act", act);
      note.ifPresent(text -> json.put("note", text));
      to.ifPresent(text -> json.put("to", text));
      department.ifPresent(text -> json.put("department", text));
      measure.ifPresent(text -> json.put("measure", text));
      batch.ifPresent(text -> json.put("batch", text));
      amount.ifPresent(number -> json.put("amount", number));
      recovered.ifPresent(number -> json.put("recovered", number));
      verdict.ifPresent(text -> json.put("verdict", text));
      until.ifPresent(text -> json.put("until", text));
      return json;
    }
  }

  /** What became of a command. */
  public enum State implements Coded {
    /** The job did it. */
    DONE("done"),
    /** The job refused it. */
    REFUSED("refused"),
    /** The job has not answered yet. */
    PENDING("pending");

    private final String code;

    State(String code) {
      this.code = code;
    }

    @Override
    public String code() {
      return code;
    }
  }

  /**
   * The answer to a command.
   *
   * @param commandId to ask again by
   * @param warning id of the warning
   * @param act what was wanted
   * @param state done, refused or pending
   * @param outcome the job's answer by code
   * @param revision of the warning afterwards
   */
  public record CommandReply(
      String commandId,
      String warning,
      String act,
      State state,
      Optional<String> outcome,
      int revision) {

    /** The reply for an outcome of the job's. */
    public static CommandReply answered(
        String commandId, String warning, String act, String outcome, int revision) {
      State state = outcome.startsWith("done") ? State.DONE : State.REFUSED;
      return new CommandReply(commandId, warning, act, state, Optional.of(outcome), revision);
    }
  }

  /** The id of a viewer's command by what it calls it: what is sent again is the same command. */
  public static String idOf(Viewer viewer, String key) {
    return "console-" + Tokens.hash(viewer.name() + " " + key).substring(0, ID_CHARACTERS);
  }

  /**
   * Gives a command and waits for the answer.
   *
   * @param id of the command: given twice, it acts once
   * @throws FaultyException naming every fault
   */
  public CommandReply give(Viewer viewer, String warning, String id, Wish wish) {
    warnings.requireCommand(viewer, warning);
    ObjectNode json = wish.json();
    json.put("command_id", id).put("warning_id", warning).put("actor", viewer.name());
    List<OrderFault> faults = new ArrayList<>();
    wish.department()
        .filter(code -> !departments.contains(code))
        .ifPresent(code -> faults.add(new OrderFault("department", "not_in_list")));
    DecodedCommand decoded = decoder.decode(json.toString().getBytes(StandardCharsets.UTF_8));
    if (decoded instanceof DecodedCommand.Refused refused) {
      refused
          .faults()
          .forEach(each -> faults.add(new OrderFault(each.field(), each.reason().code())));
    }
    if (!faults.isEmpty()) {
      throw new FaultyException(faults);
    }
    Command command = ((DecodedCommand.Accepted) decoded).command();
    JobDesk.Reply reply = desk.tell(job -> job.tell(command));
    if (!(reply instanceof JobDesk.Answered answered)) {
      return new CommandReply(id, warning, wish.act(), State.PENDING, Optional.empty(), 0);
    }
    CommandReply told =
        CommandReply.answered(id, warning, wish.act(), answered.outcome(), answered.revision());
    heard.keep(viewer, told);
    return told;
  }

  /** What became of a command of the viewer's own; pending also if there is none with the id. */
  public CommandReply became(Viewer viewer, String id) {
    return heard
        .of(viewer, id)
        .or(() -> audit.answer(viewer, id).map(entry -> read(id, entry)))
        .orElseGet(() -> new CommandReply(id, "", "", State.PENDING, Optional.empty(), 0));
  }

  private static CommandReply read(String id, AuditEntry entry) {
    return CommandReply.answered(
        id,
        entry.warning().orElse(""),
        entry.command().orElse(""),
        entry.reason().orElse(""),
        entry.revision());
  }
}
