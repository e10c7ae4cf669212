package io.zhijing.connectors.notify.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import io.zhijing.connectors.notify.Outcome;
import io.zhijing.connectors.notify.Outcome.Delivered;
import io.zhijing.connectors.notify.Outcome.RejectReason;
import io.zhijing.connectors.notify.Outcome.Rejected;
import io.zhijing.connectors.notify.Outcome.RetryReason;
import java.util.Collection;
import java.util.Map;
import java.util.Set;

/**
 * Robots answer 200 and say in the body how it went: 0 is success, all else is not. Codes that are
 * not listed are taken as final, for a message that the robot does not want would be sent again and
 * again into its limit.
 *
 * @param codeField name of the number
 * @param textField name of its explanation
 * @param limited codes that mean "too many"
 * @param busy codes that mean "try later"
 * @param rejections codes that are known to be final
 */
public record RobotReply(
    String codeField,
    String textField,
    Set<Integer> limited,
    Set<Integer> busy,
    Map<Integer, RejectReason> rejections) {

  /** What an answer means. */
  public Outcome outcome(Answer answer, String receipt, Collection<String> hidden) {
    if (answer instanceof Answer.Replied replied && isTold(replied)) {
      return judge(replied, receipt, hidden);
    }
    return answer.outcome(
        hidden,
        replied ->
            replied.retryable(
                RetryReason.GARBLED_ANSWER, "the answer is no JSON with '" + codeField + "'"));
  }

  /** A robot's own code tells more than the status, also where the status is an error. */
  private boolean isTold(Answer.Replied replied) {
    boolean ownWords = replied.status() < 300 || replied.status() == 400;
    return ownWords
        && replied.json().map(json -> json.path(codeField).isIntegralNumber()).orElse(false);
  }

  private Outcome judge(Answer.Replied replied, String receipt, Collection<String> hidden) {
    JsonNode json = replied.json().orElseThrow();
    int code = json.path(codeField).asInt();
    String text = json.path(textField).asText();
    String detail = Detail.of(codeField + " " + code + " " + text, hidden);
    if (code == 0 && replied.status() < 300) {
      return new Delivered(receipt);
    }
    if (limited.contains(code)) {
      return replied.retryable(RetryReason.RATE_LIMITED, detail);
    }
    if (busy.contains(code)) {
      return replied.retryable(RetryReason.PEER_UNAVAILABLE, detail);
    }
    return new Rejected(rejections.getOrDefault(code, RejectReason.REFUSED), detail);
  }
}
