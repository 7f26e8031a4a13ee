package io.chattr.application.account;

import io.chattr.application.port.AccessTokens;
import io.chattr.application.port.AccountStore;
import io.chattr.application.port.Accounts;
import io.chattr.application.port.Authenticator;
import io.chattr.application.port.Directory;
import io.chattr.application.port.EmailTokens;
import io.chattr.application.port.Erasure;
import io.chattr.application.port.IdGenerator;
import io.chattr.application.port.LoginSessions;
import io.chattr.application.port.Mailer;
import io.chattr.application.port.PasswordHasher;
import io.chattr.application.port.ProfileChanges;
import io.chattr.application.port.RateLimiter;
import io.chattr.domain.account.Account;
import io.chattr.domain.failure.Failure.NotFound;
import io.chattr.domain.failure.Rejected;
import io.chattr.domain.identity.SessionId;
import io.chattr.domain.identity.UserId;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executor;

/**
 * Accounts of Chattr's own, beside a {@link io.chattr.application.Chattr} that knows them as its
 * directory.
 */
public final class ChattrAccounts {
  private static final int BATCH = 500;

  private final InstantSource clock;
  private final Accounts accounts;
  private final LoginSessions sessions;
  private final EmailTokens emailTokens;
  private final EndLogin endLogin;
  private final RegisterAccount registerAccount;
  private final LogIn logIn;
  private final LogInByEmail logInByEmail;
  private final RefreshLogin refreshLogin;
  private final OwnLogins ownLogins;
  private final ResetPassword resetPassword;
  private final ChangePassword changePassword;
  private final UpdateProfile updateProfile;
  private final AnnounceProfiles announceProfiles;
  private final AdministerAccounts administerAccounts;
  private final DeleteAccount deleteAccount;
  private final Authenticator authenticator;
  private final Directory directory;

  private ChattrAccounts(Builder parts) {
    AccountStore store = parts.store;
    PasswordHasher hasher = parts.hasher;
    RateLimiter limiter = parts.limiter;
    this.clock = parts.clock;
    this.accounts = store.accounts();
    this.sessions = store.sessions();
    this.emailTokens = store.emailTokens();
    this.endLogin = new EndLogin(sessions);
    var logins = new Logins(store, endLogin, parts.tokens, parts.ids, clock);
    var oneTimeTokens = new OneTimeTokens(emailTokens, parts.secret, clock);
    var letters = new Letters(accounts, parts.mailer, limiter, parts.background);
    this.registerAccount =
        new RegisterAccount(accounts, hasher, logins, parts.ids, limiter, parts.firstIsAdmin);
    this.logIn = new LogIn(accounts, hasher, logins, endLogin, limiter);
    this.logInByEmail = new LogInByEmail(accounts, oneTimeTokens, letters, logins, limiter);
    this.refreshLogin = new RefreshLogin(accounts, sessions, logins, endLogin);
    this.ownLogins = new OwnLogins(sessions, endLogin, clock);
    this.changePassword = new ChangePassword(accounts, hasher, oneTimeTokens, endLogin, limiter);
    this.resetPassword = new ResetPassword(oneTimeTokens, letters, hasher, changePassword, limiter);
    this.announceProfiles = new AnnounceProfiles(accounts);
    this.updateProfile = new UpdateProfile(accounts, announceProfiles);
    this.administerAccounts = new AdministerAccounts(accounts, endLogin, announceProfiles);
    this.deleteAccount = new DeleteAccount(store, changePassword, endLogin, parts.erasing);
    this.authenticator = new AccountAuthenticator(parts.tokens, sessions, endLogin, clock);
    this.directory = new AccountDirectory(accounts);
  }

  /** Begins to build them over {@code store}. */
  public static Builder on(AccountStore store, PasswordHasher hasher, AccessTokens tokens) {
    return new Builder(store, hasher, tokens);
  }

  public RegisterAccount registerAccount() {
    return registerAccount;
  }

  public LogIn logIn() {
    return logIn;
  }

  public LogInByEmail logInByEmail() {
    return logInByEmail;
  }

  public RefreshLogin refreshLogin() {
    return refreshLogin;
  }

  public OwnLogins ownLogins() {
    return ownLogins;
  }

  public ResetPassword resetPassword() {
    return resetPassword;
  }

  public ChangePassword changePassword() {
    return changePassword;
  }

  public UpdateProfile updateProfile() {
    return updateProfile;
  }

  public AdministerAccounts administerAccounts() {
    return administerAccounts;
  }

  public DeleteAccount deleteAccount() {
    return deleteAccount;
  }

  public Authenticator authenticator() {
    return authenticator;
  }

  public Directory directory() {
    return directory;
  }

  /** The account of somebody who is logged in. */
  public Account require(UserId user) {
    return accounts.find(List.of(user)).stream()
        .findFirst()
        .orElseThrow(() -> new Rejected(new NotFound("user")));
  }

  /** Who tells others of new profiles from now on; by default nobody does. */
  public void onProfileChange(ProfileChanges hook) {
    announceProfiles.by(hook);
  }

  /** Has those profiles announced of which it is not sure that they were. */
  public void announcePending() {
    announceProfiles.announcePending();
  }

  /** Who ends what somebody was to others, from now on, when they delete their account. */
  public void onErasure(Erasure hook) {
    deleteAccount.by(hook);
  }

  /** Deletes accounts of which something is left, as a process ended or something failed. */
  public void finishDeleting() {
    deleteAccount.finish();
  }

  /** Ends log-ins that were not used in time, and drops tokens that nobody can use any more. */
  public void removeExpired() {
    List<SessionId> expired;
    do {
      expired = sessions.expired(clock.instant(), BATCH);
      expired.forEach(endLogin::handle);
    } while (expired.size() == BATCH);
    int removed;
    do {
      removed = emailTokens.removeExpired(clock.instant(), BATCH);
    } while (removed == BATCH);
  }

  /** What accounts are made of; all but the first three has a default. */
  public static final class Builder {
    private final AccountStore store;
    private final PasswordHasher hasher;
    private final AccessTokens tokens;
    private InstantSource clock = InstantSource.system();
    private IdGenerator ids = IdGenerator.timeOrdered(clock);
    private RateLimiter limiter = RateLimiter.unlimited();
    private Mailer mailer = Mailer.none();
    private Executor background = Runnable::run;
    private Executor erasing = Runnable::run;
    private byte[] secret = new byte[32];
    private boolean firstIsAdmin;

    private Builder(AccountStore store, PasswordHasher hasher, AccessTokens tokens) {
      this.store = store;
      this.hasher = hasher;
      this.tokens = tokens;
      new SecureRandom().nextBytes(secret);
    }

    /** Where the time comes from; by default the system's clock. */
    public Builder clock(InstantSource source) {
      this.clock = source;
      this.ids = IdGenerator.timeOrdered(source);
      return this;
    }

    /** What keeps people from doing too much; by default nothing. */
    public Builder limiter(RateLimiter own) {
      this.limiter = own;
      return this;
    }

    /**
     * Who brings letters to their readers, and where that is done, away from whoever asks for it;
     * by default nobody. The executor may refuse what is too much.
     */
    public Builder mailer(Mailer own, Executor runner) {
      this.mailer = own;
      this.background = runner;
      return this;
    }

    /**
     * Where accounts are deleted once nobody can use them any more, which may take long; by default
     * at once. The executor may refuse: then {@link ChattrAccounts#finishDeleting} has to be
     * called.
     */
    public Builder erasing(Executor runner) {
      this.erasing = runner;
      return this;
    }

    /**
     * What tokens in letters are kept under, the same on every node; by default random, so that
     * they are good here and until the end of the process.
     */
    public Builder secret(byte[] key) {
      this.secret = key.clone();
      return this;
    }

    /** Whether whoever registers first is an admin; by default not. */
    public Builder firstIsAdmin(boolean so) {
      this.firstIsAdmin = so;
      return this;
    }

    public ChattrAccounts build() {
      return new ChattrAccounts(this);
    }
  }
}
