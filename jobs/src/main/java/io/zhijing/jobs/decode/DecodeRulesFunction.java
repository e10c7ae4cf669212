package io.zhijing.jobs.decode;

import io.zhijing.connectors.wire.Envelope;
import io.zhijing.connectors.wire.Fault;
import io.zhijing.connectors.wire.rules.RulesDocument;
import io.zhijing.connectors.wire.yaml.SettingsFaults;
import io.zhijing.detection.rules.RuleSet;
import io.zhijing.jobs.settings.PipelineSettings;
import io.zhijing.jobs.settings.RulesInForce;
import io.zhijing.jobs.state.RulesAnswer;
import io.zhijing.jobs.state.RulesChange;
import io.zhijing.jobs.state.States;
import io.zhijing.jobs.state.Types;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Bytes to rule sets. The highest version holds; what is wrong is refused as a whole with all its
 * faults, and the rules before it stay. Every rule set that is given is answered.
 */
public final class DecodeRulesFunction extends KeyedProcessFunction<String, Envelope, RulesChange> {
  private static final long serialVersionUID = 1;

  /** What became of each rule set. */
  public static final OutputTag<RulesAnswer> ANSWERS =
      new OutputTag<>("rules-answers", Types.of(RulesAnswer.class));

  private final PipelineSettings settings;
  private transient RuleSet initial;
  private transient DeadLetters letters;
  private transient ValueState<Integer> version;

  /** A decoder of rules that replace those of the settings. */
  public DecodeRulesFunction(PipelineSettings settings) {
    this.settings = settings;
  }

  @Override
  public void open(OpenContext context) {
    initial = settings.watch().rules().get();
    letters = new DeadLetters(settings.keys().sealing());
    version = getRuntimeContext().getState(States.version("rules-version"));
  }

  @Override
  public void processElement(Envelope envelope, Context context, Collector<RulesChange> out)
      throws Exception {
    RulesDocument document;
    try {
      String text = new String(envelope.value(), StandardCharsets.UTF_8);
      document = RulesDocument.read(text, initial, settings.watch().lattice().get());
    } catch (SettingsFaults e) {
      refuse(envelope, e.faults(), context);
      return;
    }
    Integer known = version.value();
    int highest = Math.max(initial.version(), known == null ? 0 : known);
    String outcome = "applied";
    if (document.rules().version() <= highest) {
      outcome = "version_not_higher";
    } else if (!RulesInForce.isOfRunningJob(document.rules(), initial)) {
      outcome = "detection_needs_a_restart";
    } else {
      version.update(document.rules().version());
      out.collect(
          new RulesChange(
              document.text(),
              document.rules().id(),
              document.rules().version(),
              document.checksum(),
              envelope.receivedAt()));
    }
    context.output(
        ANSWERS,
        new RulesAnswer(
            document.rules().id(),
            document.rules().version(),
            document.checksum(),
            document.author(),
            outcome,
            document.reason(),
            envelope.receivedAt(),
            envelope.offset()));
  }

  private void refuse(Envelope envelope, List<String> faults, Context context) {
    context.output(
        DecodeFunction.DEAD_LETTERS,
        letters.of(envelope, List.of(new Fault("rules", Fault.Reason.NOT_USABLE))));
    context.output(
        ANSWERS,
        new RulesAnswer(
            "",
            0,
            "",
            "",
            "invalid",
            String.join("; ", faults),
            envelope.receivedAt(),
            envelope.offset()));
  }
}
