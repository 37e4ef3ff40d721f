using Ceremony.Core.Screens;

namespace Ceremony.Steps;

/// <summary>A key that is proven, as screens tell of it.</summary>
/// <param name="Who">Who decrypts, as the beginning of a sentence: "The token CM-HSM".</param>
/// <param name="Facts">What tells it from other keys.</param>
/// <param name="Pin">Who types which PIN, as a sentence.</param>
internal sealed record ProvenKey(string Who, IReadOnlyList<Detail> Facts, string Pin);
