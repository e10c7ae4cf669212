package io.zhijing.jobs.pipeline;

import static io.zhijing.jobs.pipeline.RiskPipeline.named;

import io.zhijing.connectors.elasticsearch.Document;
import io.zhijing.detection.model.Lattice;
import io.zhijing.jobs.documents.AnswerDocuments;
import io.zhijing.jobs.documents.CreditDocuments;
import io.zhijing.jobs.documents.DocumentFunction;
import io.zhijing.jobs.documents.DocumentsOf;
import io.zhijing.jobs.documents.LatestCountsOperator;
import io.zhijing.jobs.documents.PipelineDocuments;
import io.zhijing.jobs.documents.WarningDocuments;
import io.zhijing.jobs.settings.Calendar;
import io.zhijing.jobs.settings.PipelineSettings;
import io.zhijing.jobs.settings.PipelineSettings.SerializableSupplier;
import io.zhijing.jobs.settings.PipelineSettings.Watch;
import io.zhijing.jobs.state.CommandAnswer;
import io.zhijing.jobs.state.DeadLetter;
import io.zhijing.jobs.state.DecidedSignal;
import io.zhijing.jobs.state.Evaluation;
import io.zhijing.jobs.state.LateReport;
import io.zhijing.jobs.state.ReportUpdate;
import io.zhijing.jobs.state.RulesAnswer;
import io.zhijing.jobs.state.SourceHealth;
import io.zhijing.jobs.state.Types;
import io.zhijing.jobs.state.WarningChange;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * The exits: what each stage puts out becomes documents. Those that people wait for have a sink of
 * their own, so that a warning does not stand in a queue behind the counts of its day.
 */
final class Documents {
  private static final Set<Uids> AWAITED =
      EnumSet.of(
          Uids.WARNING_DOCUMENTS,
          Uids.AUDIT_DOCUMENTS,
          Uids.ANSWER_DOCUMENTS,
          Uids.RULES_DOCUMENTS,
          Uids.CREDIT_DOCUMENTS);

  private final Ends ends;
  private final Watch watch;
  private final Calendar calendar;
  private final int correctionDays;
  private final SerializableSupplier<Lattice> lattice;
  private final List<DataStream<Document>> awaited = new ArrayList<>();
  private final List<DataStream<Document>> others = new ArrayList<>();

  Documents(PipelineSettings settings, Ends ends) {
    this.ends = ends;
    this.watch = settings.watch();
    this.calendar = settings.calendar();
    this.lattice = watch.lattice();
    this.correctionDays = settings.horizons().correctionDays();
  }

  void deadLetters(DataStream<DeadLetter> letters) {
    String prefix = ends.indexPrefix();
    add(
        Uids.DEAD_LETTER_DOCUMENTS,
        letters,
        names -> letter -> new PipelineDocuments(prefix).deadLetter(letter));
    named(
            Uids.DEAD_LETTER_RECORDS,
            letters
                .map(
                    new DocumentFunction<>(
                        lattice,
                        names -> letter -> new PipelineDocuments(prefix).deadLetterRecord(letter)))
                .returns(Types.of(Document.class)))
        .sinkTo(ends.deadLetters())
        .uid(Uids.DEAD_LETTER_SINK.uid())
        .name(Uids.DEAD_LETTER_SINK.phrase());
  }

  void reports(DataStream<ReportUpdate> updates) {
    if (!ends.storesReports()) {
      return;
    }
    String prefix = ends.indexPrefix();
    Calendar zone = calendar;
    int days = correctionDays;
    add(
        Uids.REPORT_DOCUMENTS,
        updates,
        names -> {
          DocumentsOf documents = new DocumentsOf(names, zone, prefix);
          return update -> documents.report(update, days);
        });
  }

  void late(DataStream<LateReport> late) {
    String prefix = ends.indexPrefix();
    add(Uids.LATE_DOCUMENTS, late, names -> report -> new PipelineDocuments(prefix).late(report));
  }

  void counts(DataStream<Evaluation> evaluations) {
    String prefix = ends.indexPrefix();
    Calendar zone = calendar;
    others.add(
        named(
            Uids.COUNT_DOCUMENTS,
            evaluations.transform(
                Uids.COUNT_DOCUMENTS.phrase(),
                Types.of(Document.class),
                new LatestCountsOperator(
                    lattice,
                    names -> {
                      DocumentsOf documents = new DocumentsOf(names, zone, prefix);
                      return documents::counts;
                    }))));
  }

  void signals(DataStream<DecidedSignal> signals) {
    String prefix = ends.indexPrefix();
    Calendar zone = calendar;
    add(
        Uids.SIGNAL_DOCUMENTS,
        signals,
        names -> {
          DocumentsOf documents = new DocumentsOf(names, zone, prefix);
          return documents::signal;
        });
  }

  void warnings(DataStream<WarningChange> changes) {
    String prefix = ends.indexPrefix();
    Watch watched = watch;
    int days = correctionDays;
    DataStream<Document> warnings =
        add(
            Uids.WARNING_DOCUMENTS,
            changes,
            names -> {
              WarningDocuments documents = new WarningDocuments(names, watched, days, prefix);
              return documents::warning;
            });
    warnings.sinkTo(ends.warnings()).uid(Uids.WARNING_SINK.uid()).name(Uids.WARNING_SINK.phrase());
    add(
        Uids.AUDIT_DOCUMENTS,
        changes
            .filter(WarningChange::isStep)
            .uid(Uids.STEPS_ONLY.uid())
            .name(Uids.STEPS_ONLY.phrase()),
        names -> {
          WarningDocuments documents = new WarningDocuments(names, watched, days, prefix);
          return documents::audit;
        });
  }

  void answers(DataStream<CommandAnswer> answers) {
    String prefix = ends.indexPrefix();
    add(
        Uids.ANSWER_DOCUMENTS,
        answers,
        names -> {
          AnswerDocuments documents = new AnswerDocuments(names, prefix);
          return documents::answer;
        });
  }

  void rules(DataStream<RulesAnswer> answers) {
    String prefix = ends.indexPrefix();
    add(
        Uids.RULES_DOCUMENTS,
        answers,
        names -> answer -> new PipelineDocuments(prefix).rules(answer));
  }

  void credit(DataStream<WarningChange> changes) {
    String prefix = ends.indexPrefix();
    add(
        Uids.CREDIT_DOCUMENTS,
        changes
            .filter(CreditDocuments::concerns)
            .uid(Uids.CONFIRMED_ONLY.uid())
            .name(Uids.CONFIRMED_ONLY.phrase()),
        names -> change -> new CreditDocuments(prefix).event(change));
  }

  void accounts(DataStream<SourceHealth> accounts) {
    String prefix = ends.indexPrefix();
    add(
        Uids.HEALTH_DOCUMENTS,
        accounts,
        names -> each -> new PipelineDocuments(prefix).accounts(each));
  }

  /** Sends all documents to their sinks; the last thing done. */
  void write() {
    sink(awaited, Uids.AWAITED_SINK);
    sink(others, Uids.DOCUMENT_SINK);
  }

  private void sink(List<DataStream<Document>> streams, Uids uid) {
    @SuppressWarnings({"unchecked", "rawtypes"})
    DataStream<Document>[] rest =
        streams.subList(1, streams.size()).toArray(new DataStream[streams.size() - 1]);
    streams.get(0).union(rest).sinkTo(ends.documents()).uid(uid.uid()).name(uid.phrase());
  }

  private <T> DataStream<Document> add(
      Uids uid, DataStream<T> values, DocumentFunction.WriterFactory<T> factory) {
    DataStream<Document> documents =
        named(
            uid,
            values.map(new DocumentFunction<>(lattice, factory)).returns(Types.of(Document.class)));
    (AWAITED.contains(uid) ? awaited : others).add(documents);
    return documents;
  }
}
