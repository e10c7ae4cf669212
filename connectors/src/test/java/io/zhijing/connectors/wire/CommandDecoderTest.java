package io.zhijing.connectors.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.zhijing.connectors.wire.Fault.Reason;
import io.zhijing.detection.warning.Command;
import io.zhijing.detection.warning.Command.Act;
import io.zhijing.detection.warning.Command.Order;
import io.zhijing.detection.warning.Command.Verdict;
import io.zhijing.detection.warning.Measure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CommandDecoderTest {
  private static final Path FOLDER = Path.of("..", "docs", "schema");
  private final CommandDecoder decoder = new CommandDecoder(ZoneId.of("Asia/Shanghai"));

  private static Command command(Act act) {
    return new Command(new Order("c1", "inspection;region=a@2020-01-02", "li", "太多了"), act);
  }

  private static List<Command> commands() {
    List<Command> commands = new ArrayList<>();
    for (Measure measure : Measure.values()) {
      commands.add(command(new Command.Dispose(measure, Optional.empty())));
    }
    commands.add(
        command(new Command.Dispose(Measure.RECALL, Optional.of(new Measure.Recall("B", 7, 3)))));
    commands.add(command(new Command.Acknowledge()));
    commands.add(command(new Command.Assign("wang")));
    commands.add(command(new Command.Refer("public_security")));
    commands.add(command(new Command.Close(Verdict.CONFIRMED)));
    commands.add(command(new Command.Close(Verdict.FALSE_ALARM)));
    commands.add(command(new Command.Reopen()));
    commands.add(command(new Command.Silence(1_600_000_000_123L)));
    commands.add(command(new Command.Unsilence()));
    return commands;
  }

  @Test
  void everyCommandComesBackAsItWasAndIsValid() throws IOException {
    Schema schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(Files.readString(FOLDER.resolve("command.v1.schema.json")));
    for (Command command : commands()) {
      byte[] bytes = new CommandEncoder().encode(command);
      String text = new String(bytes, StandardCharsets.UTF_8);
      assertThat(schema.validate(text, InputFormat.JSON)).as(text).isEmpty();
      assertThat(decoder.decode(bytes)).isEqualTo(new DecodedCommand.Accepted(command));
    }
  }

  @Test
  void theSampleIsUsable() throws IOException {
    byte[] sample = Files.readAllBytes(FOLDER.resolve("samples/command.json"));
    assertThat(decoder.decode(sample)).isInstanceOf(DecodedCommand.Accepted.class);
  }

  private List<Fault> faults(String json) {
    DecodedCommand decoded =
        decoder.decode(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    assertThat(decoded).isInstanceOf(DecodedCommand.Refused.class);
    return ((DecodedCommand.Refused) decoded).faults();
  }

  @Test
  void allFaultsAreFoundAtOnce() {
    assertThat(faults("{'schema':'zhijing.command/9','actor':5,'act':'dispose','amount':-1}"))
        .containsExactlyInAnyOrder(
            new Fault("schema", Reason.UNKNOWN_SCHEMA),
            new Fault("command_id", Reason.MISSING),
            new Fault("warning_id", Reason.MISSING),
            new Fault("actor", Reason.WRONG_TYPE),
            new Fault("measure", Reason.MISSING),
            new Fault("amount", Reason.NEGATIVE));
    String head = "{'schema':'zhijing.command/1','command_id':'a','warning_id':'b','actor':'c',";
    assertThat(faults(head + "'act':'explode'}"))
        .containsExactly(new Fault("act", Reason.NOT_IN_LIST));
    assertThat(faults(head + "'act':'close','verdict':'open'}"))
        .containsExactly(new Fault("verdict", Reason.NOT_IN_LIST));
    assertThat(faults(head + "'act':'silence','until':'31/12'}"))
        .containsExactly(new Fault("until", Reason.IMPOSSIBLE_DATE));
    assertThat(faults(head + "'act':'silence'}"))
        .containsExactly(new Fault("until", Reason.MISSING));
    assertThat(faults("[1]")).containsExactly(new Fault("", Reason.NOT_AN_OBJECT));
    assertThat(decoder.decode(null)).isInstanceOf(DecodedCommand.Refused.class);
  }

  @Test
  void readableByOthers() throws IOException {
    byte[] bytes = new CommandEncoder().encode(commands().get(0));
    assertThat(new ObjectMapper().readTree(bytes).path("act").asText()).isEqualTo("dispose");
  }
}
