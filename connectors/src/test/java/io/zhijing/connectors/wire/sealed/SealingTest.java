package io.zhijing.connectors.wire.sealed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zhijing.connectors.wire.sealed.Opener.Closed;
import io.zhijing.connectors.wire.sealed.Opener.Payload;
import io.zhijing.connectors.wire.sealed.Opener.Why;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.util.Base64;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SealingTest {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String PLACE = "zhijing.complaints-1-77";
  private static final byte[] SAID = "姓名 例甲乙丙丁 13812345678".getBytes(StandardCharsets.UTF_8);

  @TempDir private static Path folder;
  private static SealingKey key;
  private static Opener opener;

  @BeforeAll
  static void makeKeys() throws IOException {
    KeyPairs.make(folder, RANDOM);
    key = SealingKey.ofPem(Files.readString(folder.resolve(KeyPairs.PUBLIC)));
    opener = Opener.ofPem(Files.readString(folder.resolve(KeyPairs.PRIVATE)));
  }

  private static byte[] envelope() {
    return new Sealer(key, RANDOM).seal(SAID, PLACE);
  }

  private static byte[] with(byte[] envelope, String field, Object value) throws IOException {
    ObjectNode node = (ObjectNode) MAPPER.readTree(envelope);
    node.set(field, MAPPER.valueToTree(value));
    return MAPPER.writeValueAsBytes(node);
  }

  @Test
  void whoHasThePrivateKeyReadsTheVeryBytes() throws IOException {
    assertThat(opener.open(envelope(), PLACE))
        .isInstanceOfSatisfying(Payload.class, open -> assertThat(open.bytes()).isEqualTo(SAID));
    assertThat(opener.keyId()).isEqualTo(key.id());
    byte[] envelope = envelope();
    byte[] payload = MAPPER.readTree(envelope).path("payload").binaryValue();
    for (byte[] read : new byte[][] {envelope, payload}) {
      // Whole words: three digits of the number stand in random letters by chance.
      assertThat(new String(read, StandardCharsets.UTF_8))
          .doesNotContain("13812345678", "例甲乙丙丁", Base64.getEncoder().encodeToString(SAID));
    }
  }

  @Test
  void nothingIsSealedTwiceAlike() {
    assertThat(envelope()).isNotEqualTo(envelope());
  }

  @Test
  void whatWasChangedStaysClosed() throws Exception {
    for (String field : new String[] {"key", "nonce", "payload"}) {
      byte[] part = MAPPER.readTree(envelope()).path(field).binaryValue();
      byte[] changed = part.clone();
      changed[changed.length - 1] ^= 1;
      byte[] envelope = envelope();
      assertThat(opener.open(with(envelope, field, changed), PLACE))
          .as(field)
          .isEqualTo(new Closed(Why.TAMPERED));
      assertThat(opener.open(with(envelope, field, new byte[0]), PLACE))
          .as(field)
          .isEqualTo(new Closed(Why.TAMPERED));
      assertThat(opener.open(with(envelope, field, null), PLACE))
          .as(field)
          .isEqualTo(new Closed(Why.TAMPERED));
    }
  }

  @Test
  void itOpensForItsOwnPlaceOnly() {
    assertThat(opener.open(envelope(), "zhijing.complaints-1-78"))
        .isEqualTo(new Closed(Why.TAMPERED));
  }

  @Test
  void anotherKeyOpensNothing(@TempDir Path other) throws Exception {
    KeyPairs.make(other, RANDOM);
    Opener stranger = Opener.ofPem(Files.readString(other.resolve(KeyPairs.PRIVATE)));
    assertThat(stranger.open(envelope(), PLACE)).isEqualTo(new Closed(Why.OTHER_KEY));
    byte[] relabelled = with(envelope(), "key_id", stranger.keyId());
    assertThat(stranger.open(relabelled, PLACE)).isEqualTo(new Closed(Why.TAMPERED));
  }

  @Test
  void aFormOfLaterDaysIsToldApart() throws Exception {
    assertThat(opener.open(with(envelope(), "form", 2), PLACE))
        .isEqualTo(new Closed(Why.UNKNOWN_FORM));
    assertThat(opener.open("no JSON".getBytes(StandardCharsets.UTF_8), PLACE))
        .isEqualTo(new Closed(Why.UNKNOWN_FORM));
  }

  @Test
  void withoutAKeyNothingIsKeptNorWhatIsTooLong() {
    assertThat(new Sealer(SealingKey.none(), RANDOM).seal(SAID, PLACE)).isEmpty();
    assertThat(new Sealer(key, RANDOM).seal(new byte[Sealer.LONGEST + 1], PLACE)).isEmpty();
    assertThat(new Sealer(key, RANDOM).seal(new byte[0], PLACE)).isNotEmpty();
  }

  @Test
  void thePrivateKeyIsItsOwnersAlone() throws Exception {
    assertThat(Files.getPosixFilePermissions(folder.resolve(KeyPairs.PRIVATE)))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    assertThatThrownBy(() -> KeyPairs.make(folder, RANDOM))
        .as("keys that are there are never overwritten")
        .isInstanceOf(FileAlreadyExistsException.class);
  }

  @Test
  void keysThatAreNoneAreRefusedWithoutBeingTold() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    String small = new SealingKey(generator.generateKeyPair().getPublic().getEncoded()).pem();
    assertThatThrownBy(() -> SealingKey.ofPem(small)).hasMessageContaining("3072");
    assertThatThrownBy(() -> SealingKey.ofPem("hidden")).hasMessageNotContaining("hidden");
    String garbage = Opener.BEGIN + "\nhidden\n" + Opener.END;
    assertThatThrownBy(() -> Opener.ofPem(garbage))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("hidden");
    String secret = Files.readString(folder.resolve(KeyPairs.PRIVATE));
    assertThatThrownBy(() -> SealingKey.ofPem(secret))
        .as("a job never gets the private key by mistake")
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(key.toString()).contains(key.id());
  }

  @Test
  void lettersOfBeforeAreStillRead() {
    SealedLetter old =
        SealedLetter.read(
                """
                {"schema_version":1,"stage":"decode","topic":"zhijing.complaints","partition":1,\
                "offset":77,"received_at":"2025-01-01T00:00:00Z","reasons":["not_json"],"size":9}"""
                    .getBytes(StandardCharsets.UTF_8))
            .orElseThrow();
    assertThat(old.isKept()).isFalse();
    assertThat(old.id()).isEqualTo(PLACE);
    assertThat(old.reasons()).containsExactly("not_json");
    assertThat(SealedLetter.read("no JSON".getBytes(StandardCharsets.UTF_8))).isEmpty();
    assertThat(SealedLetter.read("{}".getBytes(StandardCharsets.UTF_8))).isEmpty();
  }

  @Test
  void aLetterCarriesItsEnvelope() throws Exception {
    ObjectNode letter = MAPPER.createObjectNode();
    letter.put("topic", "zhijing.complaints").put("partition", 1).put("offset", 77);
    letter.set("sealed", MAPPER.readTree(envelope()));
    SealedLetter read = SealedLetter.read(MAPPER.writeValueAsBytes(letter)).orElseThrow();
    assertThat(opener.open(read.envelope(), read.id()))
        .isInstanceOfSatisfying(Payload.class, open -> assertThat(open.bytes()).isEqualTo(SAID));
  }
}
