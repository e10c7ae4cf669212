package io.zhijing.jobs.pipeline;

import io.zhijing.connectors.wire.Envelope;
import io.zhijing.connectors.wire.RawReport;
import io.zhijing.detection.model.Report;
import io.zhijing.detection.model.Stratum;
import io.zhijing.jobs.aggregate.CombineOperator;
import io.zhijing.jobs.aggregate.ExpandFunction;
import io.zhijing.jobs.aggregate.OlderCountsFunction;
import io.zhijing.jobs.assess.AssessFunction;
import io.zhijing.jobs.contributions.ContributionsFunction;
import io.zhijing.jobs.decode.DecodeCommandFunction;
import io.zhijing.jobs.decode.DecodeFunction;
import io.zhijing.jobs.decode.DecodeRulesFunction;
import io.zhijing.jobs.deidentify.DeidentifyFunction;
import io.zhijing.jobs.deidentify.MaskNoteFunction;
import io.zhijing.jobs.detect.DetectFunction;
import io.zhijing.jobs.ledger.LedgerFunction;
import io.zhijing.jobs.ledger.SumEntriesOperator;
import io.zhijing.jobs.mix.CondenseOperator;
import io.zhijing.jobs.mix.MixCount;
import io.zhijing.jobs.mix.MixCountOperator;
import io.zhijing.jobs.mix.MixRatesFunction;
import io.zhijing.jobs.mix.MixStampOperator;
import io.zhijing.jobs.mix.WeekRates;
import io.zhijing.jobs.reconcile.MatterFunction;
import io.zhijing.jobs.reconcile.ReconcileOperator;
import io.zhijing.jobs.settings.PipelineSettings;
import io.zhijing.jobs.state.AssessedDay;
import io.zhijing.jobs.state.CellDelta;
import io.zhijing.jobs.state.CountedChange;
import io.zhijing.jobs.state.Evaluation;
import io.zhijing.jobs.state.ExpectedChange;
import io.zhijing.jobs.state.FailureDelta;
import io.zhijing.jobs.state.FamilyCounts;
import io.zhijing.jobs.state.LedgerEntry;
import io.zhijing.jobs.state.OfficerCommand;
import io.zhijing.jobs.state.ReportChange;
import io.zhijing.jobs.state.RulesChange;
import io.zhijing.jobs.state.SourceHealth;
import io.zhijing.jobs.state.States;
import io.zhijing.jobs.state.SubjectInput;
import io.zhijing.jobs.state.Types;
import io.zhijing.jobs.state.WarningChange;
import io.zhijing.jobs.together.Neighbours;
import io.zhijing.jobs.together.Streams;
import io.zhijing.jobs.together.TogetherFunction;
import io.zhijing.jobs.warn.WarnFunction;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.streaming.api.datastream.BroadcastStream;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The table of contents: every stage in order, and every exit.
 *
 * <pre>
 * source
 *   decode ............ dead letters
 *   deidentify
 *   reconcile ......... report documents        (duplicates, superseded: counted)
 *     matters ......... report documents        (the same complaint twice: counted)
 *   mix: condense, counts, rates, stamp         (what who inspects lets expect)
 *   expand ............ late reports
 *     combine                                   (by family; what older savepoints hold)
 *   detect ............ count documents
 *     clusters, streams                         (neighbours, and streams, taken together)
 *   assess ............ signal documents
 *   contributions                               (who contributes to the count)
 *   warn .............. warning documents, audit documents, warnings for others
 * rules ............... dead letters, answers in the audit documents
 *   (to assess, warn)
 * commands ............ dead letters
 *   (to warn) ......... answers in the audit documents
 * ledger .............. accounts of all of these
 * </pre>
 */
public final class RiskPipeline {
  private final PipelineSettings settings;
  private final Ends ends;

  private RiskPipeline(PipelineSettings settings, Ends ends) {
    this.settings = settings;
    this.ends = ends;
  }

  /** Adds the whole pipeline to the environment. */
  public static void build(
      StreamExecutionEnvironment environment, PipelineSettings settings, Ends ends) {
    new RiskPipeline(settings, ends).build(environment);
  }

  private void build(StreamExecutionEnvironment environment) {
    Documents documents = new Documents(settings, ends);
    SingleOutputStreamOperator<RawReport> decoded = decode(environment);
    SingleOutputStreamOperator<Report> reports =
        named(
            Uids.DEIDENTIFY,
            decoded.map(new DeidentifyFunction(settings)).returns(Types.of(Report.class)));
    SingleOutputStreamOperator<ReportChange> reconciled = reconcile(reports);
    SingleOutputStreamOperator<ReportChange> matters = matters(reconciled);
    SingleOutputStreamOperator<CellDelta> expanded = expand(reconciled, matters);
    SingleOutputStreamOperator<Evaluation> evaluations = detect(expanded);
    SingleOutputStreamOperator<RulesChange> rules = rules(environment);
    BroadcastStream<RulesChange> inForce = rules.broadcast(States.rules());
    SingleOutputStreamOperator<AssessedDay> assessed =
        assess(
            signalsOnly(evaluations).union(clusters(evaluations), streams(evaluations)), inForce);
    SingleOutputStreamOperator<OfficerCommand> commands = commands(environment);
    SingleOutputStreamOperator<WarningChange> warnings =
        warn(
            contributions(assessed, expanded.getSideOutput(ExpandFunction.FAILURES)),
            commands,
            inForce);
    DataStream<LedgerEntry> entries =
        summed(Uids.DECODE_ENTRIES, decoded.getSideOutput(DecodeFunction.LEDGER))
            .union(
                summed(Uids.RECONCILE_ENTRIES, reconciled.getSideOutput(ReconcileOperator.LEDGER)),
                summed(Uids.MATTERS_ENTRIES, matters.getSideOutput(MatterFunction.LEDGER)),
                summed(Uids.EXPAND_ENTRIES, expanded.getSideOutput(ExpandFunction.LEDGER)));
    DataStream<SourceHealth> accounts = ledger(entries);

    documents.deadLetters(
        decoded
            .getSideOutput(DecodeFunction.DEAD_LETTERS)
            .union(
                commands.getSideOutput(DecodeFunction.DEAD_LETTERS),
                rules.getSideOutput(DecodeFunction.DEAD_LETTERS)));
    documents.reports(
        reconciled
            .getSideOutput(ReconcileOperator.REPORTS)
            .union(matters.getSideOutput(MatterFunction.REPORTS)));
    documents.late(expanded.getSideOutput(ExpandFunction.LATE));
    documents.counts(evaluations);
    documents.signals(assessed.getSideOutput(AssessFunction.DECISIONS));
    documents.warnings(warnings);
    documents.credit(warnings.getSideOutput(WarnFunction.CONFIRMATIONS));
    documents.rules(rules.getSideOutput(DecodeRulesFunction.ANSWERS));
    documents.answers(warnings.getSideOutput(WarnFunction.ANSWERS));
    documents.accounts(accounts);
    documents.write();
  }

  private SingleOutputStreamOperator<RawReport> decode(StreamExecutionEnvironment environment) {
    return named(
        Uids.DECODE,
        ends.source()
            .apply(environment)
            .process(
                new DecodeFunction(
                    settings.calendar().zone(), ends.streamByTopic(), settings.keys().sealing()),
                Types.of(RawReport.class)));
  }

  private SingleOutputStreamOperator<ReportChange> reconcile(DataStream<Report> reports) {
    return named(
        Uids.RECONCILE,
        reports
            .keyBy(ReconcileOperator::keyOf)
            .transform(
                Uids.RECONCILE.phrase(),
                Types.of(ReportChange.class),
                new ReconcileOperator(settings)));
  }

  private SingleOutputStreamOperator<ReportChange> matters(DataStream<ReportChange> changes) {
    return named(
        Uids.MATTERS,
        changes
            .filter(change -> !change.report().matter().isEmpty())
            .name(Uids.WITH_MATTER.phrase())
            .uid(Uids.WITH_MATTER.uid())
            .keyBy(change -> change.report().matter())
            .process(new MatterFunction(settings), Types.of(ReportChange.class)));
  }

  private SingleOutputStreamOperator<CellDelta> expand(
      SingleOutputStreamOperator<ReportChange> reconciled, DataStream<ReportChange> matters) {
    DataStream<CountedChange> condensed =
        condense(
            Uids.CONDENSE,
            reconciled
                .filter(change -> change.report().matter().isEmpty())
                .name(Uids.WITHOUT_MATTER.phrase())
                .uid(Uids.WITHOUT_MATTER.uid()));
    return named(
        Uids.EXPAND,
        expect(
                condensed.union(condense(Uids.CONDENSE_MATTERS, matters)),
                rates(condensed)) // a matter is a complaint's, which has no trials
            .process(new ExpandFunction(settings), Types.of(CellDelta.class)));
  }

  private DataStream<CountedChange> condense(Uids uid, DataStream<ReportChange> changes) {
    return named(
        uid,
        changes.transform(
            uid.phrase(), Types.of(CountedChange.class), new CondenseOperator(settings)));
  }

  /** By one worker: streams are few, and whoever reads the rates must not see two clocks. */
  private DataStream<WeekRates> rates(DataStream<CountedChange> changes) {
    return named(
            Uids.MIX_RATES,
            named(
                    Uids.MIX_COUNTS,
                    changes.transform(
                        Uids.MIX_COUNTS.phrase(),
                        Types.of(MixCount.class),
                        new MixCountOperator(settings)))
                .keyBy(MixCount::stream)
                .process(new MixRatesFunction(settings.calendar()), Types.of(WeekRates.class)))
        .setParallelism(1);
  }

  private SingleOutputStreamOperator<ExpectedChange> expect(
      DataStream<CountedChange> changes, DataStream<WeekRates> rates) {
    return named(
        Uids.MIX_STAMP,
        changes
            .connect(rates.broadcast())
            .transform(
                Uids.MIX_STAMP.phrase(),
                Types.of(ExpectedChange.class),
                new MixStampOperator(settings)));
  }

  private SingleOutputStreamOperator<Evaluation> detect(
      SingleOutputStreamOperator<CellDelta> expanded) {
    SingleOutputStreamOperator<FamilyCounts> counts =
        named(
            Uids.COMBINE,
            expanded.transform(
                Uids.COMBINE.phrase(),
                Types.of(FamilyCounts.class),
                new CombineOperator(settings)));
    return named(
        Uids.DETECT,
        counts
            .union(older(expanded))
            .keyBy(FamilyCounts::family)
            .connect(counts.getSideOutput(CombineOperator.HEARD).broadcast(States.streamDays()))
            .process(new DetectFunction(settings), Types.of(Evaluation.class)));
  }

  private DataStream<FamilyCounts> older(SingleOutputStreamOperator<CellDelta> expanded) {
    return named(
        Uids.OLDER_COUNTS,
        expanded
            .getSideOutput(OlderCountsFunction.NOTHING)
            .keyBy(CellDelta::stratum)
            .process(new OlderCountsFunction(settings), Types.of(FamilyCounts.class)));
  }

  private DataStream<Evaluation> clusters(SingleOutputStreamOperator<Evaluation> evaluations) {
    return named(
        Uids.CLUSTERS,
        evaluations
            .getSideOutput(DetectFunction.RISES)
            .keyBy(Neighbours::kindOf)
            .process(
                new TogetherFunction<>(settings, new Neighbours()), Types.of(Evaluation.class)));
  }

  private DataStream<Evaluation> streams(SingleOutputStreamOperator<Evaluation> evaluations) {
    return named(
        Uids.STREAMS,
        evaluations
            .getSideOutput(DetectFunction.STREAM_RISES)
            .keyBy(Streams::nodesOf)
            .process(new TogetherFunction<>(settings, new Streams()), Types.of(Evaluation.class)));
  }

  /** Before others join them, since that would send all of them through the network. */
  private static DataStream<Evaluation> signalsOnly(DataStream<Evaluation> evaluations) {
    return named(
        Uids.SIGNALS_ONLY,
        evaluations.filter(evaluation -> evaluation.isSignal() || evaluation.cleared()));
  }

  private SingleOutputStreamOperator<AssessedDay> assess(
      DataStream<Evaluation> evaluations, BroadcastStream<RulesChange> rules) {
    return named(
        Uids.ASSESS,
        evaluations
            .keyBy(evaluation -> Stratum.parse(evaluation.stratum()).stream().code())
            .connect(rules)
            .process(new AssessFunction(settings), Types.of(AssessedDay.class)));
  }

  private SingleOutputStreamOperator<AssessedDay> contributions(
      DataStream<AssessedDay> days, DataStream<FailureDelta> failures) {
    return named(
        Uids.CONTRIBUTIONS,
        days.connect(failures)
            .keyBy(day -> Stratum.parse(day.subject()).stream().code(), FailureDelta::stream)
            .process(new ContributionsFunction(settings), Types.of(AssessedDay.class)));
  }

  private SingleOutputStreamOperator<OfficerCommand> commands(
      StreamExecutionEnvironment environment) {
    return named(
        Uids.DECODE_COMMANDS,
        named(
                Uids.COMMAND_CLOCK,
                ends.commands()
                    .apply(environment)
                    .assignTimestampsAndWatermarks(
                        WatermarkStrategy.forGenerator(context -> new NoClock())))
            .process(
                new DecodeCommandFunction(settings.calendar().zone(), settings.keys().sealing()),
                Types.of(OfficerCommand.class)));
  }

  private SingleOutputStreamOperator<RulesChange> rules(StreamExecutionEnvironment environment) {
    return named(
        Uids.DECODE_RULES,
        named(
                Uids.RULES_CLOCK,
                ends.rules()
                    .apply(environment)
                    .assignTimestampsAndWatermarks(
                        WatermarkStrategy.forGenerator(context -> new NoClock())))
            .keyBy(Envelope::topic)
            .process(new DecodeRulesFunction(settings), Types.of(RulesChange.class)));
  }

  private SingleOutputStreamOperator<WarningChange> warn(
      DataStream<AssessedDay> days,
      DataStream<OfficerCommand> commands,
      BroadcastStream<RulesChange> rules) {
    DataStream<OfficerCommand> masked =
        named(
            Uids.MASK_NOTES,
            commands.map(new MaskNoteFunction()).returns(Types.of(OfficerCommand.class)));
    DataStream<SubjectInput> toSubjects =
        named(
            Uids.COMMANDS_TO_SUBJECTS,
            masked.map(SubjectInput::of).returns(Types.of(SubjectInput.class)));
    return named(
        Uids.WARN,
        named(
                Uids.DAYS_TO_SUBJECTS,
                days.map(SubjectInput::of).returns(Types.of(SubjectInput.class)))
            .union(toSubjects)
            .keyBy(SubjectInput::subject)
            .connect(rules)
            .process(new WarnFunction(settings), Types.of(WarningChange.class)));
  }

  private DataStream<LedgerEntry> summed(Uids uid, DataStream<LedgerEntry> entries) {
    return named(
        uid,
        entries.transform(uid.phrase(), Types.of(LedgerEntry.class), new SumEntriesOperator()));
  }

  private DataStream<SourceHealth> ledger(DataStream<LedgerEntry> entries) {
    return named(
        Uids.LEDGER,
        entries
            .keyBy(LedgerEntry::stream)
            .process(new LedgerFunction(settings), Types.of(SourceHealth.class)));
  }

  static <T> SingleOutputStreamOperator<T> named(Uids uid, SingleOutputStreamOperator<T> operator) {
    return operator.uid(uid.uid()).name(uid.phrase());
  }
}
