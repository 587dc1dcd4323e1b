using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Lora.Storage;

namespace Lora.Core.Tests.Uploads;

public sealed class PartPlanProperties
{
    private const long Gibibyte = 1024L * 1024 * 1024;

    [Property(DisplayName = "Parts cover the file without gap or overlap and stay within S3's limits", MaxTest = 1000)]
    public Property Parts_cover_the_file()
    {
        var sizes = Gen.OneOf(
            Gen.Elements(1, LoraPartPlan.DefaultPartSize - 1, LoraPartPlan.DefaultPartSize, LoraPartPlan.DefaultPartSize + 1, 5 * Gibibyte, 100 * Gibibyte),
            Gen.Choose(1, int.MaxValue).Select(value => value * 7L));
        return Prop.ForAll(sizes.ToArbitrary(), size =>
        {
            var plan = LoraPartPlan.For(size);
            long end = 0;
            for (var number = 1; number <= plan.Count; number++)
            {
                if (plan.OffsetOf(number) != end || plan.SizeOf(number) <= 0 || (number < plan.Count && plan.SizeOf(number) < 5 * 1024 * 1024))
                {
                    return false;
                }

                end += plan.SizeOf(number);
            }

            return end == size && plan.Count <= LoraPartPlan.MaxParts && !plan.Has(0) && !plan.Has(plan.Count + 1);
        });
    }

    [Fact]
    public void Five_gibibytes_make_320_parts() => Assert.Equal(320, LoraPartPlan.For(5 * Gibibyte).Count);
}
