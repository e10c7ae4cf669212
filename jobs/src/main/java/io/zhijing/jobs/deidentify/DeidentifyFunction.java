package io.zhijing.jobs.deidentify;

import io.zhijing.connectors.wire.RawReport;
import io.zhijing.detection.model.Report;
import io.zhijing.jobs.settings.PipelineSettings;
import io.zhijing.jobs.state.States;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.runtime.throwable.ThrowableAnnotation;
import org.apache.flink.runtime.throwable.ThrowableType;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;

/**
 * Personal fields end here. Runs in one chain with decoding, so that no raw report crosses the
 * network. Of the hash key it keeps what tells it from another, and goes on with none other: under
 * another key corrections, withdrawals and repeats do not find what was counted before.
 */
public final class DeidentifyFunction extends RichMapFunction<RawReport, Report>
    implements CheckpointedFunction {
  private static final long serialVersionUID = 1;

  /** Its hash tells keys apart; it is no text that occurs in a report. */
  private static final String KEY_ITSELF = "\0hash key";

  private final PipelineSettings settings;
  private transient Deidentifier deidentifier;
  private transient ListState<byte[]> keys;

  /** De-identification under the settings. */
  public DeidentifyFunction(PipelineSettings settings) {
    this.settings = settings;
  }

  /** The state was built under another key; to try again would be of no use. */
  @ThrowableAnnotation(ThrowableType.NonRecoverableError)
  static final class OtherKeyException extends IllegalStateException {
    private static final long serialVersionUID = 1;

    OtherKeyException() {
      super(
          "the hash key (hash_key_file, ZHIJING_HASH_KEY) is not the one under which the state was"
              + " built. Put that one back. Under another one corrections, withdrawals and repeats"
              + " of earlier reports would be counted beside them.");
    }
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    keys = context.getOperatorStateStore().getListState(States.listOfBytes("hash-key"));
    for (byte[] key : keys.get()) {
      if (!Arrays.equals(key, key())) {
        throw new OtherKeyException();
      }
    }
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    keys.update(List.of(key()));
  }

  private byte[] key() {
    return new KeyedHash(settings.keys().hash()).of(KEY_ITSELF).getBytes(StandardCharsets.US_ASCII);
  }

  @Override
  public void open(OpenContext context) {
    deidentifier = new Deidentifier(settings);
  }

  @Override
  public Report map(RawReport raw) {
    return deidentifier.deidentify(raw);
  }
}
