package io.zhijing.jobs.deidentify;

import static org.assertj.core.api.Assertions.assertThat;

import io.zhijing.detection.warning.Command;
import io.zhijing.detection.warning.Command.Order;
import io.zhijing.jobs.state.OfficerCommand;
import org.junit.jupiter.api.Test;

class MaskNoteFunctionTest {
  private static OfficerCommand masked(String note, Command.Act act) {
    Order order = new Order("1", "inspection@2020-05-04", "li", note);
    return new MaskNoteFunction().map(OfficerCommand.of(new Command(order, act), 1));
  }

  @Test
  void neitherTheNoteNorTheOneWhoIsToActTellsATelephone() {
    OfficerCommand command = masked("call 13800000000", new Command.Assign("例甲 13800000000"));
    assertThat(command.note()).isEqualTo("call " + PersonalPatterns.MASK);
    assertThat(command.target()).isEqualTo("例甲 " + PersonalPatterns.MASK);
    assertThat(command.command().order().actor()).isEqualTo("li");
  }

  @Test
  void whatIsNotPersonalStays() {
    OfficerCommand command = masked("because", new Command.Refer("food_regulator"));
    assertThat(command.command().act()).isEqualTo(new Command.Refer("food_regulator"));
    assertThat(command.note()).isEqualTo("because");
  }
}
