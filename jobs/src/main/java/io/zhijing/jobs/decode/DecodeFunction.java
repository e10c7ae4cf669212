package io.zhijing.jobs.decode;

import io.zhijing.connectors.wire.Decoded;
import io.zhijing.connectors.wire.Envelope;
import io.zhijing.connectors.wire.EnvelopeDecoder;
import io.zhijing.connectors.wire.Fault;
import io.zhijing.connectors.wire.RawReport;
import io.zhijing.connectors.wire.sealed.SealingKey;
import io.zhijing.jobs.metrics.CodeCounters;
import io.zhijing.jobs.metrics.Metric;
import io.zhijing.jobs.metrics.RecordCounters;
import io.zhijing.jobs.state.DeadLetter;
import io.zhijing.jobs.state.LedgerEntry;
import io.zhijing.jobs.state.LedgerEntry.Account;
import io.zhijing.jobs.state.Types;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Bytes to reports. What cannot be used leaves with every reason by {@link #DEAD_LETTERS}; what
 * came in is accounted for by {@link #LEDGER}. Keeps no state, logs nothing of a record.
 */
public final class DecodeFunction extends ProcessFunction<Envelope, RawReport> {
  private static final long serialVersionUID = 1;

  /** Records that cannot be used. */
  public static final OutputTag<DeadLetter> DEAD_LETTERS =
      new OutputTag<>("dead-letters", Types.of(DeadLetter.class));

  /** What came in and what became of it. */
  public static final OutputTag<LedgerEntry> LEDGER =
      new OutputTag<>("decode-ledger", Types.of(LedgerEntry.class));

  private final ZoneId zone;
  private final Map<String, String> streamByTopic;
  private final SealingKey key;
  private transient EnvelopeDecoder decoder;
  private transient DeadLetters letters;
  private transient RecordCounters records;
  private transient CodeCounters refusals;

  /**
   * A decoder.
   *
   * @param zone the authority's zone
   * @param streamByTopic stream code by topic name
   * @param key seals what cannot be used
   */
  public DecodeFunction(ZoneId zone, Map<String, String> streamByTopic, SealingKey key) {
    this.zone = zone;
    this.streamByTopic = Map.copyOf(streamByTopic);
    this.key = key;
  }

  @Override
  public void open(OpenContext context) {
    decoder = new EnvelopeDecoder(zone, streamByTopic);
    letters = new DeadLetters(key);
    records =
        new RecordCounters(
            getRuntimeContext().getMetricGroup(),
            List.of(Account.RECEIVED, Account.DECODED, Account.DEAD_LETTERS, Account.HEARTBEATS));
    refusals =
        new CodeCounters(
            getRuntimeContext().getMetricGroup(),
            Metric.REFUSALS,
            Arrays.stream(Fault.Reason.values()).map(Fault.Reason::code).toList());
  }

  @Override
  public void processElement(Envelope envelope, Context context, Collector<RawReport> out) {
    Decoded decoded = decoder.again(envelope);
    String stream = decoder.stream(envelope);
    if (decoded instanceof Decoded.Heartbeat) {
      account(stream, Account.HEARTBEATS, context);
      return;
    }
    account(stream, Account.RECEIVED, context);
    if (decoded instanceof Decoded.Accepted accepted) {
      account(stream, Account.DECODED, context);
      out.collect(accepted.report());
    } else if (decoded instanceof Decoded.Refused refused) {
      account(stream, Account.DEAD_LETTERS, context);
      refused.faults().forEach(fault -> refusals.count(fault.reason().code()));
      context.output(DEAD_LETTERS, letters.of(envelope, refused.faults()));
    }
  }

  private void account(String stream, Account account, Context context) {
    records.add(stream, account, 1);
    context.output(LEDGER, LedgerEntry.of(stream, account, 1));
  }
}
