package io.chattr.testkit;

/**
 * What every {@link io.chattr.application.port.Store} must do. Implement it in a test class to
 * check your own, and the laws in {@code io.chattr.testkit.law} beside it.
 */
public interface StoreContract
    extends JournalContract,
        DecisionsContract,
        RepeatedSendContract,
        CommitListenerContract,
        CatchUpContract,
        VisibilityContract,
        RetentionContract,
        ConversationsContract,
        OverviewsContract,
        ProgressContract,
        MessagesContract,
        MessageChangesContract,
        FindingMessagesContract,
        GroupsContract,
        RelationsContract,
        BlocksContract,
        ErasureContract,
        PresencesContract,
        VocabulariesContract {}
