package io.zhijing.jobs.decode;

import io.zhijing.connectors.wire.Envelope;
import io.zhijing.connectors.wire.Fault;
import io.zhijing.connectors.wire.sealed.SealedLetter;
import io.zhijing.connectors.wire.sealed.Sealer;
import io.zhijing.connectors.wire.sealed.SealingKey;
import io.zhijing.jobs.state.DeadLetter;
import java.security.SecureRandom;
import java.util.List;

/**
 * Records that cannot be used, as dead letters. What they said leaves this operator sealed or not
 * at all. For one operator's thread.
 */
final class DeadLetters {
  private final Sealer sealer;

  DeadLetters(SealingKey key) {
    // What is sealed must not be guessed, so this chance is no parameter; no decision rests on it.
    this.sealer = new Sealer(key, new SecureRandom());
  }

  DeadLetter of(Envelope envelope, List<Fault> faults) {
    return of(
        envelope,
        faults,
        sealer.seal(
            envelope.value(),
            SealedLetter.place(envelope.topic(), envelope.partition(), envelope.offset())));
  }

  /**
   * The same of a record that is in its topic for as long as it holds: what it said is not kept.
   */
  static DeadLetter notKept(Envelope envelope, List<Fault> faults) {
    return of(envelope, faults, new byte[0]);
  }

  private static DeadLetter of(Envelope envelope, List<Fault> faults, byte[] sealed) {
    return new DeadLetter(
        envelope.topic(),
        envelope.partition(),
        envelope.offset(),
        envelope.receivedAt(),
        faults.stream().map(DeadLetters::code).distinct().toArray(String[]::new),
        faults.stream()
            .map(Fault::field)
            .filter(field -> !field.isEmpty())
            .distinct()
            .toArray(String[]::new),
        envelope.value().length,
        sealed);
  }

  private static String code(Fault fault) {
    String reason = fault.reason().code();
    return fault.field().isEmpty() ? reason : fault.field() + ":" + reason;
  }
}
