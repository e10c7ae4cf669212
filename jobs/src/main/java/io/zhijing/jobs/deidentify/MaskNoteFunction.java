package io.zhijing.jobs.deidentify;

import io.zhijing.jobs.state.OfficerCommand;
import org.apache.flink.api.common.functions.MapFunction;

/** Officers write freely why they act, and who is to: what looks personal in it ends here. */
public final class MaskNoteFunction implements MapFunction<OfficerCommand, OfficerCommand> {
  private static final long serialVersionUID = 1;

  @Override
  public OfficerCommand map(OfficerCommand command) {
    return command.withTexts(
        PersonalPatterns.mask(command.note()), PersonalPatterns.mask(command.target()));
  }
}
