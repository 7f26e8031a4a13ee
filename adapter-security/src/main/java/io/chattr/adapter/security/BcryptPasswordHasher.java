package io.chattr.adapter.security;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import at.favre.lib.crypto.bcrypt.BCrypt;
import io.chattr.application.port.PasswordHasher;
import io.chattr.domain.account.Password;
import io.chattr.domain.failure.Failure.Overloaded;
import io.chattr.domain.failure.Rejected;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * Passwords by bcrypt, on a few platform threads of its own, so that log-ins never take more than
 * these of the machine. When too many wait, callers are refused with {@code overloaded}.
 */
public final class BcryptPasswordHasher implements PasswordHasher, AutoCloseable {
  public static final int MIN_COST = 4;
  public static final int MAX_COST = 31;
  public static final int DEFAULT_COST = 12;

  private static final int WAITING_PER_THREAD = 64;
  private static final Duration RETRY_AFTER = Duration.ofSeconds(2);
  private static final String ALPHABET =
      "./ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

  private final int cost;
  private final byte[] decoy;
  private final ThreadPoolExecutor threads;
  private final LongAdder computed = new LongAdder();

  /** At {@value #DEFAULT_COST}, on as many threads as there are processors. */
  public BcryptPasswordHasher() {
    this(DEFAULT_COST);
  }

  public BcryptPasswordHasher(int cost) {
    this(cost, Runtime.getRuntime().availableProcessors());
  }

  /**
   * @param cost each step more doubles the work of a hash
   * @param parallel how many hashes are computed at the same time
   */
  public BcryptPasswordHasher(int cost, int parallel) {
    if (cost < MIN_COST || cost > MAX_COST) {
      throw new IllegalArgumentException(
          "The cost of bcrypt must be %d to %d, not %d".formatted(MIN_COST, MAX_COST, cost));
    }
    this.cost = cost;
    this.decoy = decoy(cost);
    this.threads =
        new ThreadPoolExecutor(
            parallel,
            parallel,
            1,
            TimeUnit.MINUTES,
            new ArrayBlockingQueue<>(parallel * WAITING_PER_THREAD),
            Thread.ofPlatform().name("chattr-bcrypt-", 0).daemon().factory());
    this.threads.allowCoreThreadTimeOut(true);
  }

  @Override
  public String hash(Password password) {
    byte[] hash = compute(() -> BCrypt.withDefaults().hash(cost, password.value().getBytes(UTF_8)));
    return new String(hash, US_ASCII);
  }

  @Override
  public boolean matches(String password, Optional<String> hash) {
    byte[] bytes = password.getBytes(UTF_8);
    if (bytes.length > Password.MAX_BYTES) {
      // Nobody has such a password; but to say so must take as long as to find a wrong one wrong.
      byte[] cut = Arrays.copyOf(bytes, Password.MAX_BYTES);
      compute(() -> verify(cut, decoy));
      return false;
    }
    byte[] expected = hash.map(present -> present.getBytes(US_ASCII)).orElse(decoy);
    boolean right = compute(() -> verify(bytes, expected) || wastes(bytes, expected));
    return right && hash.isPresent();
  }

  @Override
  public boolean isCurrent(String hash) {
    return cost(hash.getBytes(US_ASCII)) == cost;
  }

  /**
   * Makes a wrong password cost what it costs where there is no account, also when the account's
   * hash is from a time of lower costs: 2^a + 2^a + 2^(a+1) + … + 2^(b-1) = 2^b. What was hashed at
   * a higher cost than today's takes longer; that cannot be helped. Answers no.
   */
  private boolean wastes(byte[] password, byte[] wrong) {
    for (int lower = cost(wrong); lower < cost; lower++) {
      verify(password, decoy(lower));
    }
    return false;
  }

  private static int cost(byte[] hash) {
    // $2a$12$…
    return Integer.parseInt(new String(hash, 4, 2, US_ASCII));
  }

  /** How many hashes were computed so far, to make a new one or to compare. */
  public long computed() {
    return computed.sum();
  }

  /** Refuses what waits and what comes from now on, and lets go of the threads. */
  @Override
  public void close() {
    for (Runnable waiting : threads.shutdownNow()) {
      if (waiting instanceof Future<?> result) {
        result.cancel(false);
      }
    }
  }

  private static boolean verify(byte[] password, byte[] expected) {
    BCrypt.Result result = BCrypt.verifyer().verify(password, expected);
    if (!result.validFormat) {
      throw new IllegalStateException("Not a hash of bcrypt: " + result.formatErrorMessage);
    }
    return result.verified;
  }

  private <T> T compute(Callable<T> work) {
    Future<T> result;
    try {
      result = threads.submit(work);
    } catch (RejectedExecutionException full) {
      throw new Rejected(new Overloaded(RETRY_AFTER));
    }
    try {
      T value = result.get();
      computed.increment();
      return value;
    } catch (InterruptedException stop) {
      result.cancel(false);
      Thread.currentThread().interrupt();
      throw new Rejected(new Overloaded(RETRY_AFTER));
    } catch (CancellationException closed) {
      throw new Rejected(new Overloaded(RETRY_AFTER));
    } catch (ExecutionException failed) {
      throw new IllegalStateException(failed.getCause());
    }
  }

  /**
   * A hash of no known password. It need not be computed: in the right form, it costs what any
   * other costs to compare with.
   */
  private static byte[] decoy(int cost) {
    var random = new SecureRandom();
    var text = new StringBuilder("$2a$%02d$".formatted(cost));
    // 16 bytes of salt and 23 of hash, in base 64; the bits that are left over are 0.
    for (int i = 0; i < 53; i++) {
      int digit =
          switch (i) {
            case 21 -> random.nextInt(4) << 4;
            case 52 -> random.nextInt(16) << 2;
            default -> random.nextInt(64);
          };
      text.append(ALPHABET.charAt(digit));
    }
    return text.toString().getBytes(US_ASCII);
  }
}
