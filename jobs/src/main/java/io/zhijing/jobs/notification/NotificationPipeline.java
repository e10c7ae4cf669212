package io.zhijing.jobs.notification;

import io.zhijing.connectors.elasticsearch.Document;
import io.zhijing.connectors.wire.Envelope;
import io.zhijing.connectors.wire.KeyedEnvelope;
import io.zhijing.jobs.decode.DecodeFunction;
import io.zhijing.jobs.decode.DecodeSubscriptionFunction;
import io.zhijing.jobs.decode.DecodeWarningFunction;
import io.zhijing.jobs.documents.DeliveryDocuments;
import io.zhijing.jobs.documents.DocumentFunction;
import io.zhijing.jobs.documents.PipelineDocuments;
import io.zhijing.jobs.settings.NotificationSettings;
import io.zhijing.jobs.state.DeliveryRecord;
import io.zhijing.jobs.state.Dispatch;
import io.zhijing.jobs.state.SubscriptionChange;
import io.zhijing.jobs.state.Types;
import io.zhijing.jobs.state.WarningStep;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.BasicTypeInfo;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The table of contents: every stage in order, and every exit.
 *
 * <pre>
 * subscriptions
 *   decode ............ dead letters
 * warnings
 *   decode ............ dead letters
 *   fan out ........... matches in the audit documents
 *   deliver ........... recipients; deliveries and non-deliveries in the audit documents
 * </pre>
 *
 * Everything up to the fan-out is one subtask: steps of a warning stay in order.
 */
public final class NotificationPipeline {
  private final NotificationSettings settings;
  private final NotificationEnds ends;

  private NotificationPipeline(NotificationSettings settings, NotificationEnds ends) {
    this.settings = settings;
    this.ends = ends;
  }

  /** Adds the whole pipeline to the environment. */
  public static void build(
      StreamExecutionEnvironment environment,
      NotificationSettings settings,
      NotificationEnds ends) {
    new NotificationPipeline(settings, ends).build(environment);
  }

  private void build(StreamExecutionEnvironment environment) {
    SingleOutputStreamOperator<SubscriptionChange> subscriptions = subscriptions(environment);
    SingleOutputStreamOperator<WarningStep> steps = steps(environment);
    SingleOutputStreamOperator<Dispatch> dispatches =
        named(
                NotificationUids.FAN_OUT,
                steps
                    .connect(subscriptions.broadcast(FanOutFunction.subscriptions()))
                    .process(
                        new FanOutFunction(
                            settings.codes(), settings.telling(), ends.subscriptionsNow()),
                        Types.of(Dispatch.class)))
            .setParallelism(1);
    SingleOutputStreamOperator<DeliveryRecord> deliveries =
        named(
            NotificationUids.DELIVER,
            dispatches
                .keyBy(Dispatch::recipient, BasicTypeInfo.STRING_TYPE_INFO)
                .transform(
                    NotificationUids.DELIVER.phrase(),
                    Types.of(DeliveryRecord.class),
                    new DeliveryOperatorFactory(settings.telling(), ends.log())));
    write(
        deliveries.union(dispatches.getSideOutput(FanOutFunction.MATCHES)),
        deadLetters(subscriptions, steps));
  }

  private SingleOutputStreamOperator<SubscriptionChange> subscriptions(
      StreamExecutionEnvironment environment) {
    DataStream<KeyedEnvelope> records =
        named(
                NotificationUids.SUBSCRIPTION_SOURCE,
                environment.fromSource(
                    ends.subscriptions(),
                    WatermarkStrategy.noWatermarks(),
                    NotificationUids.SUBSCRIPTION_SOURCE.phrase(),
                    Types.of(KeyedEnvelope.class)))
            .setParallelism(1);
    return named(
            NotificationUids.DECODE_SUBSCRIPTIONS,
            records.process(
                new DecodeSubscriptionFunction(settings.codes()),
                Types.of(SubscriptionChange.class)))
        .setParallelism(1);
  }

  private SingleOutputStreamOperator<WarningStep> steps(StreamExecutionEnvironment environment) {
    DataStream<Envelope> records =
        named(
                NotificationUids.WARNING_SOURCE,
                environment.fromSource(
                    ends.warnings(),
                    WatermarkStrategy.noWatermarks(),
                    NotificationUids.WARNING_SOURCE.phrase()))
            .setParallelism(1);
    return named(
            NotificationUids.DECODE_WARNINGS,
            records.process(new DecodeWarningFunction(), Types.of(WarningStep.class)))
        .setParallelism(1);
  }

  private DataStream<Document> deadLetters(
      SingleOutputStreamOperator<SubscriptionChange> subscriptions,
      SingleOutputStreamOperator<WarningStep> steps) {
    String prefix = ends.indexPrefix();
    DataStream<Document> documents =
        named(
            NotificationUids.DEAD_LETTER_DOCUMENTS,
            subscriptions
                .getSideOutput(DecodeFunction.DEAD_LETTERS)
                .union(steps.getSideOutput(DecodeFunction.DEAD_LETTERS))
                .map(
                    new DocumentFunction<>(
                        settings.codes().watch(),
                        names -> letter -> new PipelineDocuments(prefix).deadLetter(letter)))
                .returns(Types.of(Document.class)));
    documents
        .sinkTo(ends.deadLetters())
        .uid(NotificationUids.DEAD_LETTER_SINK.uid())
        .name(NotificationUids.DEAD_LETTER_SINK.phrase());
    return documents;
  }

  private void write(DataStream<DeliveryRecord> records, DataStream<Document> deadLetters) {
    String prefix = ends.indexPrefix();
    named(
            NotificationUids.DELIVERY_DOCUMENTS,
            records
                .map(
                    new DocumentFunction<>(
                        settings.codes().watch(),
                        names -> {
                          DeliveryDocuments documents = new DeliveryDocuments(names, prefix);
                          return documents::delivery;
                        }))
                .returns(Types.of(Document.class)))
        .union(deadLetters)
        .sinkTo(ends.documents())
        .uid(NotificationUids.DOCUMENT_SINK.uid())
        .name(NotificationUids.DOCUMENT_SINK.phrase());
  }

  private static <T> SingleOutputStreamOperator<T> named(
      NotificationUids uid, SingleOutputStreamOperator<T> operator) {
    return operator.uid(uid.uid()).name(uid.phrase());
  }
}
