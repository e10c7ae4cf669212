package walls.planted.jobs.detect;

import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;

/** Breaks: state is private and transient; descriptors are made in one place. */
public final class SharesState {
  ValueState<String> state;

  /** A descriptor out of place. */
  public static ValueStateDescriptor<String> descriptor() {
    return new ValueStateDescriptor<>("planted", String.class);
  }
}
