package io.zhijing.jobs.decode;

import io.zhijing.connectors.wire.DecodedSubscription;
import io.zhijing.connectors.wire.KeyedEnvelope;
import io.zhijing.connectors.wire.SubscriptionDecoder;
import io.zhijing.connectors.wire.SubscriptionEncoder;
import io.zhijing.detection.subscription.Vocabulary;
import io.zhijing.jobs.settings.PipelineSettings.SerializableSupplier;
import io.zhijing.jobs.state.SubscriptionChange;
import java.util.Optional;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Bytes to subscriptions. What cannot be used changes nothing and leaves with every reason by
 * {@link DecodeFunction#DEAD_LETTERS}. Keeps no state.
 */
public final class DecodeSubscriptionFunction
    extends ProcessFunction<KeyedEnvelope, SubscriptionChange> {
  private static final long serialVersionUID = 1;
  private static final byte[] DELETED = new byte[0];

  private final SerializableSupplier<Vocabulary> vocabulary;
  private transient SubscriptionDecoder decoder;

  /** A decoder that refuses codes which the vocabulary lacks. */
  public DecodeSubscriptionFunction(SerializableSupplier<Vocabulary> vocabulary) {
    this.vocabulary = vocabulary;
  }

  @Override
  public void open(OpenContext context) {
    decoder = new SubscriptionDecoder(vocabulary.get());
  }

  @Override
  public void processElement(
      KeyedEnvelope record, Context context, Collector<SubscriptionChange> out) {
    Optional<SubscriptionChange> change = change(record, decoder);
    if (change.isPresent()) {
      out.collect(change.get());
    } else if (decoder.decode(record) instanceof DecodedSubscription.Refused refused) {
      context.output(
          DecodeFunction.DEAD_LETTERS, DeadLetters.notKept(record.envelope(), refused.faults()));
    }
  }

  /** What a record changes; empty if it cannot be used. */
  public static Optional<SubscriptionChange> change(
      KeyedEnvelope record, SubscriptionDecoder decoder) {
    long offset = record.envelope().offset();
    if (record.isTombstone()) {
      return Optional.of(new SubscriptionChange(record.key(), offset, DELETED));
    }
    return decoder.decode(record) instanceof DecodedSubscription.Accepted accepted
        ? Optional.of(
            new SubscriptionChange(
                record.key(), offset, new SubscriptionEncoder().encode(accepted.subscription())))
        : Optional.empty();
  }
}
