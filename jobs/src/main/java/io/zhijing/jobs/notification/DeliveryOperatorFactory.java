package io.zhijing.jobs.notification;

import io.zhijing.jobs.settings.NotificationSettings.Telling;
import io.zhijing.jobs.state.DeliveryRecord;
import io.zhijing.jobs.state.Dispatch;
import org.apache.flink.streaming.api.operators.AbstractStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.OneInputStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.StreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;

/** Makes the operator on the worker, where it gets its mailbox. */
final class DeliveryOperatorFactory extends AbstractStreamOperatorFactory<DeliveryRecord>
    implements OneInputStreamOperatorFactory<Dispatch, DeliveryRecord> {
  private static final long serialVersionUID = 1;

  private final Telling telling;
  private final DeliveryLog.Opener log;

  /** Operators that tell, and remember it in the log. */
  DeliveryOperatorFactory(Telling telling, DeliveryLog.Opener log) {
    this.telling = telling;
    this.log = log;
  }

  @Override
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // as the interface declares
  public <T extends StreamOperator<DeliveryRecord>> T createStreamOperator(
      StreamOperatorParameters<DeliveryRecord> parameters) {
    return (T) new DeliveryOperator(parameters, telling, log);
  }

  @Override
  @SuppressWarnings("rawtypes") // as declared
  public Class<? extends StreamOperator> getStreamOperatorClass(ClassLoader classLoader) {
    return DeliveryOperator.class;
  }
}
