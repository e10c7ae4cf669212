package io.zhijing.jobs.notification;

import static org.awaitility.Awaitility.await;

import io.zhijing.connectors.notify.settings.ChannelSettings;
import io.zhijing.jobs.state.DeliveryRecord;
import io.zhijing.jobs.state.Dispatch;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.BasicTypeInfo;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;

/** The operator under a clock of the test's. */
final class DeliveryHarness
    extends KeyedOneInputStreamOperatorTestHarness<String, Dispatch, DeliveryRecord>
    implements AutoCloseable {
  DeliveryHarness(Map<String, ChannelSettings> channels, int digestSize) throws Exception {
    super(
        new DeliveryOperatorFactory(Deliveries.telling(channels, digestSize), DeliveryLog.none()),
        Dispatch::recipient,
        BasicTypeInfo.STRING_TYPE_INFO);
  }

  @Override
  public void close() {
    try {
      super.close();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  void tell(Dispatch dispatch) throws Exception {
    processElement(new StreamRecord<>(dispatch));
  }

  void at(String time) throws Exception {
    setProcessingTime(Instant.parse(time).toEpochMilli());
  }

  /** Takes in outcomes until there are so many records. */
  List<DeliveryRecord> records(int count) {
    await()
        .pollInSameThread()
        .atMost(Duration.ofSeconds(20))
        .until(
            () -> {
              mails();
              return records().size() >= count;
            });
    return records();
  }

  void mails() throws Exception {
    var mail = getTaskMailbox().tryTake(0);
    while (mail.isPresent()) {
      mail.get().run();
      mail = getTaskMailbox().tryTake(0);
    }
  }

  List<DeliveryRecord> records() {
    return getOutput().stream()
        .map(each -> (DeliveryRecord) ((StreamRecord<?>) each).getValue())
        .toList();
  }

  /** Warning, revision, outcome and reason of each. */
  static List<String> outcomes(List<DeliveryRecord> records) {
    return records.stream()
        .map(
            each ->
                each.step().warning()
                    + "#"
                    + each.step().revision()
                    + " "
                    + each.outcome()
                    + " "
                    + each.reason())
        .toList();
  }
}
