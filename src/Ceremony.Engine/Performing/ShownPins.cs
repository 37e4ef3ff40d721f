using Ceremony.Core.Devices;
using Ceremony.Core.Room;
using Ceremony.Core.Screens;
using Ceremony.Core.Secrets;
using Ceremony.Journal;
using Ceremony.Journal.Entries;

namespace Ceremony.Engine;

/// <summary>
/// Gives a random PIN to its holder: set, shown to the holder alone, typed back, and proven by opening what it closes. One that was not read back,
/// or that somebody else saw, is void, and another is set in its place.
/// </summary>
internal sealed class ShownPins(RunContext run, string step)
{
    /// <summary>What a PIN is for.</summary>
    /// <param name="Key">Its key in answers and hints, such as <c>pin card-1</c>.</param>
    /// <param name="Name">What people call it: "PIN of card 00004711".</param>
    /// <param name="Holder">Who learns it.</param>
    public sealed record Order(string Key, string Name, string Holder);

    /// <summary>A PIN that its holder has read; whoever asked for it wipes it.</summary>
    public sealed record Given(Secret Pin, long TimesShown, long Made);

    /// <summary>Gives one of so many digits.</summary>
    /// <param name="order">What it is for.</param>
    /// <param name="digits">How many decimal digits.</param>
    /// <param name="set">Sets it.</param>
    /// <param name="prove">Opens with it what it closes.</param>
    public async Task<Given> Give(Order order, int digits, Func<Secret, Task> set, Action<Secret> prove)
    {
        if (!run.Ports.IsRehearsal && Secrecy.WhyNotShown(run.Plan, run.Ports.Machine) is { } whyNot)
        {
            throw new DeviceFault("NotConsole", $"No PIN was made. {whyNot}");
        }

        long shownInAll = 0;
        for (long made = 1; ; made++)
        {
            Secret pin = Secret.RandomDigits(digits);
            try
            {
                await set(pin);
                (bool readBack, long shown) = await ShowUntilReadBack(order, pin, LineFold.Of<EverShown>(run.Recorder.Lines).Names.Contains(order.Name), prove);
                shownInAll += shown;
                if (readBack)
                {
                    run.Ports.Hints?.Remember(order.Key, pin);
                    return new Given(pin.Copy(), shownInAll, made);
                }
            }
            finally
            {
                pin.Dispose();
            }
        }
    }

    private async Task<(bool ReadBack, long Shown)> ShowUntilReadBack(Order order, Secret pin, bool isAnother, Action<Secret> prove)
    {
        string? trouble = null;
        long shown = 0;
        while (true)
        {
            await run.Talk.DemandHere(step, order.Holder);
            SecretReply reply = await run.Talk.Ask(step, PinScreen(order, isAnother), new ShowSecretPrompt(order.Key, order.Name, order.Holder, pin, trouble));
            using Secret? typed = (reply as SecretReadBack)?.Typed;

            // Whoever was recorded as leaving meanwhile has seen it all the same.
            await run.Talk.DemandHere(step, order.Holder);
            switch (reply)
            {
                case SecretSeen seen:
                    RecordShown(order, seen.TimesShown, seen.MillisecondsShown);
                    return (false, shown + seen.TimesShown);
                case SecretReadBack back:
                    RecordShown(order, back.TimesShown, back.MillisecondsShown);
                    shown += back.TimesShown;
                    if (back.Typed.SameAs(pin))
                    {
                        // The PIN that the holder wrote down must be the one that opens it, not only the one that the program believes.
                        prove(pin);
                        return (true, shown);
                    }

                    trouble = "These are not the digits that were shown. Look again, then type them once more.";
                    break;
            }
        }
    }

    private Screen PinScreen(Order order, bool isAnother) => new(
        order.Name,
        new TextBlock((isAnother ? "This is a new PIN. Any that was shown before is void: cross it out.\n" : "") + $"Only {Hostile.Escape(order.Holder)} looks at the screen. Everyone else turns away now.\nNobody films or photographs. {Kept()}"),
        new SecretBlock(order.Name, order.Holder))
    {
        Help = "Press Space to see the PIN for about a second, as often as you need. Then type it once without looking, to show that you have read it. "
            + "If somebody else may have seen it, press F8: a new PIN is made.",
    };

    // A rehearsal has to tell the PINs again later on.
    private string Kept() => run.Ports.IsRehearsal
        ? "This is a rehearsal: its folder keeps the PIN, so that later screens can show it. A real PIN is not recorded anywhere; its holder writes it down."
        : "The PIN is not recorded anywhere: write it down where only you can read it.";

    private void RecordShown(Order order, long times, long milliseconds) => run.Recorder.Append(new SecretShown(order.Name, order.Holder, times, milliseconds), step, order.Holder);

    private sealed class EverShown : LineFold
    {
        public override IReadOnlyList<Type>? About { get; } = [typeof(SecretShown)];

        public HashSet<string> Names { get; } = new(StringComparer.Ordinal);

        public override void Take(JournalLine line)
        {
            if (line.As<SecretShown>() is { } shown)
            {
                Names.Add(shown.Secret);
            }
        }
    }
}
