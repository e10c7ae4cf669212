package io.zhijing.jobs.decode;

import io.zhijing.connectors.wire.CommandDecoder;
import io.zhijing.connectors.wire.DecodedCommand;
import io.zhijing.connectors.wire.Envelope;
import io.zhijing.connectors.wire.sealed.SealingKey;
import io.zhijing.jobs.state.OfficerCommand;
import java.time.ZoneId;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Bytes to officers' commands. What cannot be used leaves with every reason by {@link
 * DecodeFunction#DEAD_LETTERS}. Keeps no state.
 */
public final class DecodeCommandFunction extends ProcessFunction<Envelope, OfficerCommand> {
  private static final long serialVersionUID = 1;

  private final ZoneId zone;
  private final SealingKey key;
  private transient CommandDecoder decoder;
  private transient DeadLetters letters;

  /**
   * A decoder for an authority in the zone.
   *
   * @param key seals what cannot be used
   */
  public DecodeCommandFunction(ZoneId zone, SealingKey key) {
    this.zone = zone;
    this.key = key;
  }

  @Override
  public void open(OpenContext context) {
    decoder = new CommandDecoder(zone);
    letters = new DeadLetters(key);
  }

  @Override
  public void processElement(Envelope envelope, Context context, Collector<OfficerCommand> out) {
    DecodedCommand decoded = decoder.decode(envelope.value());
    if (decoded instanceof DecodedCommand.Accepted accepted) {
      out.collect(OfficerCommand.of(accepted.command(), envelope.receivedAt()));
    } else if (decoded instanceof DecodedCommand.Refused refused) {
      context.output(DecodeFunction.DEAD_LETTERS, letters.of(envelope, refused.faults()));
    }
  }
}
