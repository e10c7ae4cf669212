package io.zhijing.dashboards.console.query;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An entry of the audit trail: a step, a command's answer, a delivery, or rules.
 *
 * @param at when
 * @param action what, by code
 * @param warning id of the warning, if it is about one
 * @param revision after it
 * @param fromLevel level before
 * @param toLevel level after
 * @param reason why, by code
 * @param actor who
 * @param command which command, by code
 * @param commandId its id
 * @param note in words
 * @param rules name of the rules
 * @param delivery how somebody was told, or was not
 */
public record AuditEntry(
    Instant at,
    String action,
    Optional<String> warning,
    int revision,
    Optional<String> fromLevel,
    Optional<String> toLevel,
    Optional<String> reason,
    Optional<String> actor,
    Optional<String> command,
    Optional<String> commandId,
    Optional<String> note,
    Optional<String> rules,
    Optional<Delivery> delivery) {

  /**
   * How somebody was told, or was not.
   *
   * @param id of the delivery
   * @param recipient stands for channel and address, which cannot be read from it
   * @param channel name of the channel
   * @param subscriptions that asked for it
   * @param attempts how often it was tried
   */
  public record Delivery(
      Optional<String> id,
      Optional<String> recipient,
      Optional<String> channel,
      List<String> subscriptions,
      int attempts) {}
}
