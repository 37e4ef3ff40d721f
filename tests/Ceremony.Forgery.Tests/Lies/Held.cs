using Ceremony.Forgery.Tests.Forging;

namespace Ceremony.Forgery.Tests.Lies;

/// <summary>Lies by the ceremony that they are told of; both officers sign unless it says otherwise.</summary>
internal static class Held
{
    public static Lie FirstHalf(string name, Action<Forger> tell, string? check = null, Signs signs = Signs.Both) => Of(HonestCeremonies.FirstHalf, name, tell, check, signs);

    public static Lie TwoKeys(string name, Action<Forger> tell, string? check = null, Signs signs = Signs.Both) => Of(HonestCeremonies.TwoKeys, name, tell, check, signs);

    public static Lie Unlocked(string name, Action<Forger> tell, string? check = null, Signs signs = Signs.Both) => Of(HonestCeremonies.Unlocked, name, tell, check, signs);

    public static Lie Whole(string name, Action<Forger> tell, string? check = null, Signs signs = Signs.Both) => Of(HonestCeremonies.Whole, name, tell, check, signs);

    public static Lie Console(string name, Action<Forger> tell, string? check = null, Signs signs = Signs.Both) => Of(HonestCeremonies.Console, name, tell, check, signs);

    public static Lie Resumed(string name, Action<Forger> tell, string? check = null, Signs signs = Signs.Both) => Of(HonestCeremonies.Resumed, name, tell, check, signs);

    public static Lie StartedAgain(string name, Action<Forger> tell, string? check = null, Signs signs = Signs.Both) => Of(HonestCeremonies.StartedAgain, name, tell, check, signs);

    public static Lie Excepted(string name, Action<Forger> tell, string? check = null, Signs signs = Signs.Both) => Of(HonestCeremonies.Excepted, name, tell, check, signs);

    public static Lie Aborted(string name, Action<Forger> tell, string? check = null, Signs signs = Signs.Both) => Of(HonestCeremonies.Aborted, name, tell, check, signs);

    public static Lie Left(string name, Action<Forger> tell, string? check = null, Signs signs = Signs.Both) => Of(HonestCeremonies.Left, name, tell, check, signs);

    public static Lie Replaced(string name, Action<Forger> tell, string? check = null, Signs signs = Signs.Both) => Of(HonestCeremonies.Replaced, name, tell, check, signs);

    public static Lie Renewed(string name, Action<Forger> tell, string? check = null, Signs signs = Signs.Both) => Of(HonestCeremonies.Renewed, name, tell, check, signs);

    public static Lie Together(string name, Action<Forger> tell, string? check = null, Signs signs = Signs.Both) => Of(HonestCeremonies.Together, name, tell, check, signs);

    public static Lie Removed(string name, Action<Forger> tell, string? check = null, Signs signs = Signs.Both) => Of(HonestCeremonies.Removed, name, tell, check, signs);

    public static Lie Corrected(string name, Action<Forger> tell, string? check = null, Signs signs = Signs.Both) => Of(HonestCeremonies.Corrected, name, tell, check, signs);

    public static Lie AirGapOpen(string name, Action<Forger> tell, string? check = null, Signs signs = Signs.Both) => Of(HonestCeremonies.AirGapOpen, name, tell, check, signs);

    public static Lie Proven(string name, Action<Forger> tell, string? check = null, Signs signs = Signs.Both) => Of(HonestCeremonies.Proven, name, tell, check, signs);

    public static Lie Restored(string name, Action<Forger> tell, string? check = null, Signs signs = Signs.Both) => Of(HonestCeremonies.Restored, name, tell, check, signs);

    public static Lie Attested(string name, Action<Forger> tell, string? check = null, Signs signs = Signs.Both) => Of(HonestCeremonies.Attested, name, tell, check, signs);

    public static Lie SetUp(string name, Action<Forger> tell, string? check = null, Signs signs = Signs.Both) => Of(HonestCeremonies.SetUp, name, tell, check, signs);

    private static Lie Of(Lazy<HonestCeremony> held, string name, Action<Forger> tell, string? check, Signs signs) => new(name, () => held.Value, signs, tell, check);
}
