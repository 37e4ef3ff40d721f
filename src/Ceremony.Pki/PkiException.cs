namespace Ceremony.Pki;

/// <summary>Bytes or values that cannot be used. The message is one sentence without a full stop that says what is wrong with which thing.</summary>
/// <param name="sentence">The sentence for people; foreign text in it is escaped.</param>
public class PkiException(string sentence) : Exception(sentence);

/// <summary>A soft token could not be opened because the PIN is wrong: its MAC is that of another. Only this is about the PIN; after any other <see cref="PkiException"/> another PIN would not help.</summary>
public sealed class WrongPinException() : PkiException("wrong PIN");
